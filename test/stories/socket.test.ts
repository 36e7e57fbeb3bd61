import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

const room = 'inc-1-checkout-returns-500s';

let stage: Stage;
const logged: string[] = [];
beforeAll(async () => {
  stage = await openStage({ transport: 'socket', writeLog: (line) => logged.push(line) });
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

test('the connection is cut: what came to nobody meanwhile is on the record once it is back', async () => {
  const ana = stage.person('ana');
  stage.sandbox.faults.deliveries({ lose: 1 });
  const said = await ana.say('Nobody is listening', { in: room });
  stage.sandbox.faults.clear();
  stage.sandbox.socket.cut();
  await until(async () => stage.sandbox.socket.open === 0);
  // The client comes back by itself, after some seconds of real time.
  await until(async () => stage.sandbox.socket.open > 0);
  const kept = () => stage.muster.engine.entryAt(stage.sandbox.teamId, { channel: said.channel, ts: said.ts });
  // Long before the rhythm of five minutes would find it.
  for (let left = 20; left > 0 && (await kept()) === null; left -= 1) await stage.pass(3000);
  expect(await kept()).toMatchObject({ text: 'Nobody is listening', found: 'mended' });
}, 60_000);

test('what cannot be written is not acknowledged: Slack sends it again, and it is kept once', async () => {
  const ana = stage.person('ana');
  const { db } = stage.muster.store;
  await sql`alter table entry rename to entry_elsewhere`.execute(db);
  const before = stage.sandbox.deliveries.length;
  await ana.say('Nobody could write this down.', { in: room });
  // Slack waits three seconds for an acknowledgement, and tries again at once.
  await stage.clock.advance(3_000);
  const tries = stage.sandbox.deliveries.slice(before);
  expect(tries.map(({ attempt }) => attempt)).toEqual([0, 1]);
  expect(tries.filter(({ status }) => status === 200)).toEqual([]);
  await sql`alter table entry_elsewhere rename to entry`.execute(db);
  await stage.clock.advance(3_000);
  await stage.pass(minute);
  expect(stage.sandbox.deliveries.slice(before).at(-1)).toMatchObject({ attempt: 2, status: 200 });
  const kept = await db.selectFrom('entry').select('id').where('text', '=', 'Nobody could write this down.').execute();
  expect(kept).toHaveLength(1);
});

test('Slack refreshes the connection and refuses the app-level token: said once, not ready, asked once a minute until it is taken', async () => {
  const { sandbox, clock, muster } = stage;
  const ana = stage.person('ana');
  const said = (words: string) => logged.filter((line) => line.includes(words)).length;
  const asked = () => sandbox.calls.filter(({ method }) => method === 'apps.connections.open').length;
  const ready = async () => (await fetch(`http://127.0.0.1:${muster.port}/readyz`)).text();
  sandbox.faults.chance('apps.connections.open', 1, { error: 'invalid_auth' });
  const callsBefore = asked();
  sandbox.socket.disconnect('refresh_requested');
  await until(async () => sandbox.socket.open === 0);
  const words = 'Said while nobody was connected.';
  const before = sandbox.deliveries.length;
  await ana.say(words, { in: room });
  // The client waits for five seconds of real time before it connects again.
  await until(async () => said('Slack refuses the app-level token') === 1);
  expect(await ready()).toBe('ok  database\nok  migrations\nnot ready  slack\n');
  expect(asked() - callsBefore).toBe(1);
  await clock.advance(minute);
  await until(async () => asked() - callsBefore === 2);
  sandbox.faults.clear();
  await clock.advance(minute);
  await until(async () => (await ready()).endsWith('ok  slack\n'));
  expect(asked() - callsBefore).toBe(3);
  expect([said('Slack refuses the app-level token'), said('Slack takes the app-level token again')]).toEqual([1, 1]);
  // What was said meanwhile is kept once: Slack tries again at once, after a minute and after five.
  await stage.pass(6 * minute);
  expect(sandbox.deliveries[before]).toMatchObject({ attempt: 0, status: 'unreachable' });
  const { db } = muster.store;
  expect(await db.selectFrom('entry').select('id').where('text', '=', words).execute()).toHaveLength(1);
  // And it answers again.
  expect((await ana.command('/incident timeline', { in: room })).text).toContain('INC-1');
}, 30_000);

test('what comes over the socket is counted, and a bot that has lost its connection is not ready', async () => {
  const page = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${stage.muster.port}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const { text } = await page('/metrics');
  for (const kind of ['event', 'command', 'interaction']) {
    expect(text).toMatch(new RegExp(`^muster_received_total\\{kind="${kind}",transport="socket"\\} [1-9]`, 'm'));
    expect(text).toMatch(new RegExp(`^muster_ack_seconds_count\\{kind="${kind}"\\} [1-9]`, 'm'));
  }
  expect(await page('/readyz')).toEqual({ status: 200, text: expect.stringMatching(/^ok {2}slack$/m) });
  const { db } = stage.muster.store;
  const last = Object.keys(migrations).at(-1);
  const [step] = await sql<{
    name: string;
    timestamp: string;
  }>`delete from kysely_migration where name = ${last} returning *`
    .execute(db)
    .then(({ rows }) => rows);
  expect((await page('/readyz')).text).toBe('ok  database\nnot ready  migrations\nok  slack\n');
  await sql`insert into kysely_migration (name, timestamp) values (${step?.name}, ${step?.timestamp})`.execute(db);
  stage.sandbox.faults.cutOff();
  await until(async () => (await page('/readyz')).text.includes('not ready  slack'));
  expect((await page('/readyz')).status).toBe(503);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
