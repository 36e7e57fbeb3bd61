import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CallRecord } from '../../sandbox/web-api.ts';
import { botPosts } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

const config = `
severities:
  sev1: { invite: ["@payments-oncall"] }
services:
  checkout:
    team: payments
    runbook: https://wiki.example.org/checkout
    invite: ["@web", "@nobody-knows"]
bookmarks:
  - { title: Status of the cloud, link: https://status.example.org }
call: { link: https://meet.example.org/war }
`;

const room = 'inc-1-checkout-returns-500s';
const second = 'inc-2-search-finds-nothing';

/** Real milliseconds of a Slack call: calls that do not wait for one another overlap visibly. */
const latencyMs = 120;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    config,
    sandbox: {
      latencyMs,
      channels: [{ name: 'general', members: ['ana', 'ben', 'cho', 'dan'] }],
      groups: [
        { handle: 'payments-oncall', members: ['ben', 'cho'] },
        { handle: 'web', members: ['dan', 'ben'] },
      ],
    },
  });
  const ana = stage.person('ana');
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', 'Checkout returns 500s');
  await form.choose('Severity', 'SEV1 · Critical');
  await form.choose('Services', ['checkout']);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
}, 60_000);
afterAll(() => stage?.close());

const briefing = () =>
  stage
    .person('ana')
    .reads(room)
    .find((seen) => seen.pinned);

test('the room is named after the incident and says in its topic how bad it is', () => {
  const { topic, isPrivate } = stage.sandbox.channel(room);
  expect(topic).toBe('SEV1 · INC-1 Checkout returns 500s');
  expect(isPrivate).toBe(false);
});

test('severity and services call people: groups by their members, all in one invitation', () => {
  expect(new Set(stage.sandbox.channel(room).memberNames)).toEqual(new Set(['muster', 'ana', 'ben', 'cho', 'dan']));
  expect(stage.sandbox.calls.filter(({ method }) => method === 'conversations.invite')).toHaveLength(1);
  expect(stage.sandbox.calls.filter(({ method }) => method === 'usergroups.list')).toHaveLength(1);
});

test('the briefing is pinned: what, since when, who, what next, where to look', () => {
  const { text = '' } = briefing() ?? {};
  for (const part of [
    'INC-1 · SEV1 · Checkout returns 500s',
    'Identifying since 10:30',
    'Lead  @ana for now (declared it)',
    'Fixer  unclaimed',
    '[Take fixer] [Take communicator] [Take scribe] [Take lead]',
    'checkout (payments)',
    'Call: join',
    'Everything written here is kept',
  ])
    expect(text).toContain(part);
  expect(stage.sandbox.channel(room).pins).toHaveLength(1);
});

test('a group that does not exist keeps nobody out, and the briefing says so', () => {
  expect(briefing()?.text).toContain('Could not be done: invite @nobody-knows');
});

test('briefing, call, links and the runbook of the service stand above the room', () => {
  const { bookmarks } = stage.sandbox.channel(room);
  expect(bookmarks.map(({ title }) => title)).toEqual(['Briefing', 'Call', 'Status of the cloud', 'Runbook checkout']);
});

test('a missing announcements channel is made; the announcement there lets people join', async () => {
  const incidents = stage.sandbox.channel('incidents');
  expect(incidents.memberNames).toContain('muster');
  const [said] = stage
    .person('dan')
    .reads('incidents')
    .filter((seen) => seen.buttons.includes('Join'));
  expect(said?.text).toContain('INC-1 · SEV1 · Checkout returns 500s');
});

test('the briefing follows what happens by being edited; the channel has one of them', async () => {
  const ben = stage.person('ben');
  const ts = briefing()?.ts;
  await ben.press('Take fixer', { in: room });
  // The duties name the incident as it is called when they are sent.
  await stage.rest();
  await stage.person('ana').command('/incident title Checkout fails for everybody', { in: room });
  await stage.rest();
  expect(briefing()?.ts).toBe(ts);
  expect(briefing()?.text).toContain('Fixer  @ben');
  expect(briefing()?.text).toContain('INC-1 · SEV1 · Checkout fails for everybody');
  expect(ben.reads(room).filter((seen) => seen.buttons.includes('Take scribe'))).toHaveLength(1);
  expect(stage.sandbox.channel(room).topic).toBe('SEV1 · INC-1 Checkout fails for everybody');
  // A name that people have in their heads and links stays.
  expect(stage.sandbox.channelNames).toContain(room);
  // And so does the announcement.
  const heads = stage
    .person('dan')
    .reads('incidents')
    .filter((seen) => seen.buttons.includes('Join'));
  expect(heads.map((seen) => seen.text.split('\n')[0])).toEqual(['INC-1 · SEV1 · Checkout fails for everybody']);
});

test('who takes a role reads by direct message what it asks', async () => {
  const duties = stage.person('ben').dm().at(-1)?.text ?? '';
  expect(duties).toContain('You are fixer of INC-1, Checkout returns 500s.');
  expect(duties).toContain('Contain first, then look for the cause.');
  expect(duties).toContain('[Step down]');
  expect(stage.person('cho').dm()).toEqual([]);
});

test('who joins late reads the brief, and nobody else does; who was asked in does not', async () => {
  for (const name of ['ana', 'ben', 'cho', 'dan'])
    expect(
      stage
        .person(name)
        .reads(room)
        .filter((seen) => seen.ephemeral),
    ).toEqual([]);
  await stage.person('ana').command('/incident new sev3 Search finds nothing');
  await stage.rest();
  expect(stage.sandbox.channel(second).memberNames).toEqual(['muster', 'ana']);
  const cho = stage.person('cho');
  await stage.pass(2 * minute);
  await cho.press('Join', { in: 'incidents' });
  await stage.rest();
  expect(stage.sandbox.channel(second).memberNames).toContain('cho');
  const seen = cho.reads(second).filter((one) => one.ephemeral);
  expect(seen).toHaveLength(1);
  expect(seen[0]?.text).toContain('Search finds nothing');
  expect(seen[0]?.text).toContain('Lead');
  // Where a hand is missing, with the button; the room is told nothing.
  expect(seen[0]?.text).toContain(
    'Nobody has taken fixer, communicator, scribe, lead (@ana for now) yet. You could take fixer.',
  );
  expect(seen[0]?.buttons).toEqual(['Take fixer', 'Follow and leave']);
  expect(
    stage
      .person('ana')
      .reads(second)
      .filter((one) => one.ephemeral),
  ).toEqual([]);
});

test('usable after two calls one upon the other, all there after three, at most eight in all', async () => {
  const before = stage.sandbox.calls.length;
  await stage.person('ana').command('/incident new sev3 Mails are late');
  await stage.rest();
  const calls = stage.sandbox.calls.slice(before);
  const apart = new Set(['bookmarks.list', 'bookmarks.add', 'usergroups.list']);
  const counted = calls.filter(({ method }) => !apart.has(method));
  expect(counted.map(({ method }) => method)).toContain('conversations.create');
  expect(counted.length).toBeLessThanOrEqual(8);

  const room3 = stage.sandbox.channel('inc-3-mails-are-late');
  const usable = counted.filter(({ method, args }) =>
    method === 'conversations.invite' ? args.channel === room3.id : method === 'chat.postMessage',
  );
  // Who is in, the briefing, the announcement; the checklist follows the briefing, so that it stands below it.
  const depths = usable.map((call) => depth(call, counted)).toSorted();
  expect(depths).toEqual([2, 2, 2, 3]);
  const [first, second, ...rest] = botPosts(stage.person('ana'), 'inc-3-mails-are-late');
  expect([first?.pinned, second?.text.split('\n')[0], rest]).toEqual([true, 'Is there a problem?', []]);
  expect(Math.max(...counted.map((call) => depth(call, counted)))).toBe(3);
  expect(room3.pins).toHaveLength(1);
});

/** How many calls stand one upon the other up to this one: each began after the one before had ended. */
function depth(call: CallRecord, all: readonly CallRecord[]): number {
  return 1 + Math.max(0, ...all.filter((other) => other.endedAt <= call.startedAt).map((other) => depth(other, all)));
}
