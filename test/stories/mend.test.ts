import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Entry } from '../../src/record/entry.ts';
import { at, botPosts, openRoom, postsFinish, resolve, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Whatever did not reach the bot is read back from Slack's history: in the end the record equals the room.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
}, 60_000);
afterAll(() => stage?.close());

const ref = () => ({ workspace: stage.sandbox.teamId, number: 1 });
const entries = (): Promise<readonly Entry[]> => stage.muster.engine.entries(ref(), 'all');
const entryOf = async (ts: string) => (await entries()).filter((entry) => entry.ts === ts && entry.kind !== 'mark');
const checks = async (): Promise<readonly string[]> =>
  (await entries()).map((entry) => entry.text).filter((text) => text.startsWith('The record was checked'));

/** Everything that happens in it never reaches the bot. */
async function unheard(run: () => Promise<void>): Promise<void> {
  stage.sandbox.faults.deliveries({ lose: 1 });
  await run();
  await stage.rest();
  stage.sandbox.faults.clear();
}

/** What people wrote, as Slack has it and as the record has it. */
async function expectSame(): Promise<void> {
  const inSlack = stage.sandbox
    .messages(room)
    .filter(
      ({ user, subtype }) => user !== stage.sandbox.botUserId && !/_(join|leave|topic)$|tombstone/.test(`${subtype}`),
    )
    .map(({ ts, text, thread_ts }) => `${ts} ${thread_ts === ts ? '' : (thread_ts ?? '')} ${text}`);
  const recorded = (await entries())
    .filter((entry) => entry.kind === 'message' && entry.deletedAt === null)
    .map(({ ts, text, threadTs }) => `${ts} ${threadTs ?? ''} ${text}`);
  const only = (some: readonly string[], others: readonly string[]) => {
    const known = new Set(others);
    return some.filter((one) => !known.has(one));
  };
  expect({ unrecorded: only(inSlack, recorded), gone: only(recorded, inSlack) }).toEqual({ unrecorded: [], gone: [] });
  expect(recorded).toHaveLength(inSlack.length);
}

test('asked for in a room that is seconds old, it says that nothing could be missing yet', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident mend', at);
  await stage.rest();
  // Its last two seconds are left out of a reading, and the room has no more: no span, least of all one that runs backwards.
  expect(ana.answers.at(-1)?.text).toBe(
    "The record was checked against Slack's history at 10:29: nothing was written before that.",
  );
});

test('the bot was away: what was written, changed and deleted meanwhile is on the record after the start', async () => {
  const [ana, ben, cho] = ['ana', 'ben', 'cho'].map((name) => stage.person(name)) as [Actor, Actor, Actor];
  const typo = await ben.say('100 of 1000 connections', at);
  const slip = await ben.say('wrong channel, sorry', at);
  const parent = await ana.say('Shall we roll back?', at);
  await cho.say('Yes', { ...at, thread: parent.ts });
  const lost = await ana.say('Gone with its thread', at);
  await cho.say('What is?', { ...at, thread: lost.ts });
  await stage.pass(minute);
  const posts = botPosts(ana).length;
  await unheard(async () => {
    const said = await ana.say('Card payments fail in the EU.', at);
    await stage.pass(1000);
    await ben.react(said, 'pushpin');
    await ben.edit(typo, '100 of 100 connections');
    await ben.remove(slip);
    await ana.remove(lost);
    await cho.say('Rolling back now', { ...at, thread: parent.ts });
    await cho.say('Back to 09:50', { ...at, thread: parent.ts, broadcast: true });
    await ben.say('See here', { ...at, files: [{ name: 'graph.png', type: 'image/png', size: 4321 }] });
    await ana.me('looks at the pool', at);
    await ana.pin(parent);
    await stage.person('dan').join(room);
    await cho.leave(room);
    await ana.setTopic(room, 'Call in room 4');
  });
  expect((await entryOf(typo.ts))[0]?.text).toBe('100 of 1000 connections');
  await stage.restart();
  await stage.pass(5000);
  await expectSame();
  expect((await entryOf(typo.ts))[0]).toMatchObject({
    found: 'mended',
    revisions: [{ text: '100 of 1000 connections', at: expect.any(Number) }],
  });
  for (const { ts } of [slip, lost]) expect((await entryOf(ts))[0]).toMatchObject({ deletedAt: expect.any(Number) });
  const all = await entries();
  expect(all.filter(({ kind }) => kind === 'membership').map(({ text }) => text.replace(/<@\w+>/g, '@'))).toEqual(
    expect.arrayContaining(['@ joined.', '@ left.']),
  );
  expect(all.find(({ kind, found }) => kind === 'channel' && found === 'mended')?.text).toContain('Call in room 4');
  expect(all.find(({ text }) => text === 'See here')?.files).toMatchObject([{ name: 'graph.png', size: 4321 }]);
  const { text } = await ana.command('/incident timeline', at);
  for (const key of ['Card payments fail in the EU.', 'Shall we roll back?']) expect(text).toContain(key);
  expect(await checks()).toEqual([expect.stringContaining(': 8 found later, 1 changed, 2 gone, 2 marks.')]);
  // On the record, and not in everybody's way.
  expect(botPosts(ana)).toHaveLength(posts);
});

test('asked for, it says what was found, and that nothing was', async () => {
  const ana = stage.person('ana');
  await unheard(async () => void (await ana.say('Nobody heard this', at)));
  await stage.pass(3000);
  await ana.command('/incident mend', at);
  await stage.rest();
  expect(ana.answers.at(-1)?.text).toMatch(/^The record was checked against Slack's history .*: 1 found later\.$/);
  await ana.command('/incident mend', at);
  await stage.rest();
  expect(ana.answers.at(-1)?.text).toMatch(/: \d+ messages, nothing missing\.$/);
  expect(await checks()).toHaveLength(2);
});

test('Slack says that it dropped events: that minute is read back', async () => {
  const ana = stage.person('ana');
  const said: string[] = [];
  await unheard(async () => void said.push((await ana.say('In the dropped minute', at)).ts));
  expect(await stage.sandbox.sayRateLimited()).toMatchObject({ status: 200 });
  await stage.pass(30_000);
  expect(await entryOf(said[0] ?? '')).toEqual([]);
  await stage.pass(31_000);
  expect(await entryOf(said[0] ?? '')).toHaveLength(1);
  // The record says what may be missing, once, and that it was looked for; also when nothing was missing.
  const doubts = async () => (await entries()).filter(({ text }) => text.startsWith('Slack had too much to tell'));
  await stage.pass(6 * minute);
  expect((await checks()).slice(-2)).toEqual([
    expect.stringMatching(/: 1 found later\.$/),
    expect.stringMatching(/: nothing missing\.$/),
  ]);
  const before = (await checks()).length;
  for (const _minute of [1, 2, 3]) {
    await stage.sandbox.sayRateLimited();
    await stage.pass(minute);
  }
  await stage.pass(6 * minute);
  expect(await doubts()).toHaveLength(2);
  expect((await checks()).slice(before)).toEqual([expect.stringMatching(/: nothing missing\.$/)]);
});

test('resolved: the whole record is compared, threads too, before the draft is written from it', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const parent = await ana.say('What did it?', at);
  const reply = await ben.say('I do not know', { ...at, thread: parent.ts });
  await stage.pass(6 * minute);
  await unheard(async () => {
    await ben.edit(reply, 'The pool of connections');
    await ben.react(reply, 'pushpin');
  });
  await stage.pass(3000);
  await resolve(stage, 'ana');
  await postsFinish(stage);
  expect((await entryOf(reply.ts))[0]).toMatchObject({ text: 'The pool of connections', keyEvent: true });
  const draft = stage.sandbox.messages(room).map(({ blocks }) => JSON.stringify(blocks));
  expect(draft.some((text) => text?.includes('The pool of connections') && text.includes('Timeline'))).toBe(true);
}, 60_000);

test('the bot was put out of the room: the record says once that it could not be compared', async () => {
  await stage.person('ana').command('/incident reopen it is back', at);
  await stage.rest();
  stage.sandbox.faults.chance('conversations.history', 1, { error: 'not_in_channel' });
  await stage.pass(12 * minute);
  stage.sandbox.faults.clear();
  const said = (await entries()).map(({ text }) => text).filter((text) => text.includes('could not be checked'));
  expect(said).toEqual([expect.stringContaining('(not_in_channel)')]);
});

test('10,000 missed messages take as few calls as the pages of Slack allow, none of them too many', async () => {
  const channel = stage.sandbox.world.channels.get(stage.sandbox.channel(room).id);
  if (channel === undefined) throw new Error('the room is gone');
  const ben = stage.person('ben').profile.id;
  for (let n = 1; n <= 10_000; n += 1) {
    const micros = ++channel.lastMicros;
    const ts = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
    channel.messages.push({ type: 'message', ts, text: `line ${n}`, user: ben, team: stage.sandbox.teamId });
  }
  await stage.pass(3000);
  const before = stage.sandbox.calls.length;
  await stage.person('ana').command('/incident mend', at);
  await stage.rest();
  const shown = channel.messages.filter(
    (message) => message.thread_ts === undefined || message.thread_ts === message.ts,
  );
  const calls = stage.sandbox.calls.slice(before).filter(({ method }) => method.startsWith('conversations.h'));
  expect(calls).toHaveLength(Math.ceil((shown.length + 1) / 999));
  expect(calls.filter(({ response }) => response.error === 'ratelimited')).toEqual([]);
  await expectSame();
  expect((await checks()).at(-1)).toContain('10000 found later');
}, 60_000);

type Actor = ReturnType<Stage['person']>;
