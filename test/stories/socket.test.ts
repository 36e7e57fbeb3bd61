import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { openStage, type Stage } from '../support/war-room.ts';

const room = 'inc-1-checkout-returns-500s';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ transport: 'socket' });
}, 60_000);
afterAll(() => stage?.close());

const briefing = (): string =>
  stage
    .person('ana')
    .reads(room)
    .find((seen) => seen.pinned)?.text ?? '';

test('declared over the socket: answered at once, the room, the link', async () => {
  const ana = stage.person('ana');
  const answer = await ana.command('/incident new sev1 Checkout returns 500s');
  expect(answer.text).toBe('INC-1 is being opened…');
  await stage.rest();
  expect(ana.answers.at(-1)?.text).toBe(`INC-1 is open: #${room}`);
  expect(briefing()).toContain('INC-1 · SEV1');
});

test('a role is taken, a form opens and is sent', async () => {
  const ben = stage.person('ben');
  await ben.press('Join', { in: 'incidents' });
  await ben.press('Take fixer', { in: room });
  await stage.rest();
  expect(briefing()).toContain('Fixer  @ben');
  await ben.press('Edit', { in: room });
  const form = await ben.formOpens();
  await form.fill('Title', 'Checkout fails');
  await form.fill('Reason', 'it is more than 500s');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(briefing()).toContain('INC-1 · SEV1 · Checkout fails');
});

test('what is said is on the record, once, also when Slack sends it again', async () => {
  const ana = stage.person('ana');
  const said = await ana.say('Card payments fail since 10:20.', { in: room });
  await stage.rest();
  const sent = stage.sandbox.deliveries.findLast(
    ({ kind, body }) => kind === 'event' && (body.event as { type?: string } | undefined)?.type === 'message',
  );
  if (sent === undefined) throw new Error('no message was delivered');
  expect((await stage.sandbox.redeliver(sent)).status).toBe(200);
  await ana.react(said, 'pushpin');
  await stage.rest();
  const { text } = await ana.command('/incident timeline', { in: room });
  expect(text.split('Card payments fail since 10:20.')).toHaveLength(2);
});

test('Slack says that it drops events: the process lives and goes on', async () => {
  expect(await stage.sandbox.sayRateLimited()).toMatchObject({ status: 200 });
  const ana = stage.person('ana');
  await ana.command('/incident severity sev2 EU only', { in: room });
  await stage.rest();
  expect(briefing()).toContain('INC-1 · SEV2 · Checkout fails');
});

test('envelopes are counted, and what is ready is told', async () => {
  const read = async (path: string) => (await fetch(`http://127.0.0.1:${stage.muster.port}${path}`)).text();
  const metrics = await read('/metrics');
  for (const kind of ['event', 'command', 'interaction']) {
    const [, received] = new RegExp(`muster_received_total{kind="${kind}"} (\\d+)`).exec(metrics) ?? [];
    const [, answered] = new RegExp(`muster_ack_seconds_count{kind="${kind}"} (\\d+)`).exec(metrics) ?? [];
    expect([kind, Number(received) > 0]).toEqual([kind, true]);
    expect([kind, answered]).toEqual([kind, received]);
  }
  expect(await read('/readyz')).toBe('ok  database\nok  migrations\nok  slack\n');
  await sql`delete from kysely_migration where name = ${Object.keys(migrations).at(-1)}`.execute(stage.muster.store.db);
  expect(await read('/readyz')).toBe('ok  database\nnot ready  migrations\nok  slack\n');
});
