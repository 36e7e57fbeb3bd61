import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Entry } from '../../src/record/entry.ts';
import { at, openRoom, room } from '../support/in-room.ts';
import { openStage, type Stage } from '../support/war-room.ts';

// Everything said and done in the room is kept: once, in order, with what was edited and deleted.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const ref = () => ({ workspace: stage.sandbox.teamId, number: 1 });
const entries = (): Promise<readonly Entry[]> => stage.muster.engine.entries(ref(), 'all');
const entryOf = async (ts: string) => (await entries()).filter((entry) => entry.ts === ts);

test('messages are kept in order, with author, time, thread and files', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const first = await ana.say('Card payments fail in the EU.', at);
  await stage.pass(1000);
  const reply = await ben.say('Since 10:20, the graphs say.', { ...at, thread: first.ts });
  await stage.pass(1000);
  const picture = await ben.say('See here', {
    ...at,
    files: [{ name: 'graph.png', type: 'image/png', size: 4321, content: 'a picture' }],
  });
  await stage.rest();
  const kept = (await entries()).filter((entry) => entry.kind === 'message' && entry.actor !== 'muster');
  expect(kept.map(({ actor, text, ts, threadTs }) => ({ actor, text, ts, threadTs }))).toEqual([
    { actor: ana.profile.id, text: 'Card payments fail in the EU.', ts: first.ts, threadTs: null },
    { actor: ben.profile.id, text: 'Since 10:20, the graphs say.', ts: reply.ts, threadTs: first.ts },
    { actor: ben.profile.id, text: 'See here', ts: picture.ts, threadTs: null },
  ]);
  expect(kept[0]?.at).toBe(stage.clock.now() - 2000);
  expect(kept[2]?.files).toEqual([
    {
      ...{ id: expect.stringMatching(/^F/), name: 'graph.png', type: expect.any(String), size: 4321 },
      permalink: expect.stringContaining('https://'),
    },
  ]);
});

test('an edit keeps the earlier text, a deletion keeps the last', async () => {
  const ben = stage.person('ben');
  const typo = await ben.say('100 of 1000 connections', at);
  const secret = await ben.say('password hunter2', at);
  await stage.pass(1000);
  await ben.edit(typo, '100 of 100 connections');
  await ben.remove(secret);
  await stage.rest();
  const [edited] = await entryOf(typo.ts);
  expect(edited?.text).toBe('100 of 100 connections');
  expect(edited?.revisions.map((one) => one.text)).toEqual(['100 of 1000 connections']);
  const [gone] = await entryOf(secret.ts);
  expect(gone?.deletedAt).toBe(stage.clock.now());
  expect(gone?.text).toBe('password hunter2');
});

test('an edit or a deletion that arrives before its message: one entry, its first words the earliest', async () => {
  const ben = stage.person('ben');
  const { faults } = stage.sandbox;
  faults.deliveries({ delayMs: 3_000 });
  const typo = await ben.say('10 of 100 connections', at);
  const slip = await ben.say('wrong channel', at);
  await stage.clock.advance(500);
  faults.deliveries({ delayMs: 1_500 });
  await ben.edit(typo, '99 of 100 connections');
  await stage.clock.advance(500);
  faults.deliveries({});
  // The last is the first to arrive, then what it replaced, then the messages.
  await ben.edit(typo, '100 of 100 connections');
  await ben.remove(slip);
  await stage.rest();
  expect(await entryOf(typo.ts)).toMatchObject([{ text: '100 of 100 connections' }]);
  expect(await entryOf(slip.ts)).toMatchObject([{ deletedAt: stage.clock.now() }]);
  const deletedAt = stage.clock.now();
  await stage.clock.advance(3_000);
  await stage.rest();
  const words = ({ text, revisions }: Entry) => [text, ...revisions.map((one) => one.text)];
  expect((await entryOf(typo.ts)).map(words)).toEqual([
    ['100 of 100 connections', '10 of 100 connections', '99 of 100 connections'],
  ]);
  expect((await entryOf(slip.ts)).map(words)).toEqual([['wrong channel']]);
  expect(await entryOf(slip.ts)).toMatchObject([{ deletedAt, actor: ben.profile.id }]);
});

test('who came, who left and a topic changed by hand are on the record', async () => {
  const [ana, cho, dan] = ['ana', 'cho', 'dan'].map((name) => stage.person(name)) as [
    ReturnType<Stage['person']>,
    ReturnType<Stage['person']>,
    ReturnType<Stage['person']>,
  ];
  await dan.join(room);
  await stage.pass(1000);
  await cho.leave(room);
  await ana.setTopic(room, 'Call in room 4');
  await stage.rest();
  const all = await entries();
  const came = all.filter((entry) => entry.kind === 'membership').map(({ actor }) => actor);
  expect(came.slice(-2)).toEqual([dan.profile.id, cho.profile.id]);
  expect(all.filter((entry) => entry.kind === 'channel').at(-1)).toMatchObject({
    actor: ana.profile.id,
    text: expect.stringContaining('Call in room 4'),
  });
});

test('what Slack delivers again is kept once', async () => {
  const ben = stage.person('ben');
  const said = await ben.say('Rolling back now', at);
  await stage.rest();
  const before = await entries();
  for (const delivery of [...stage.sandbox.deliveries].filter((one) => one.kind === 'event')) {
    await stage.sandbox.redeliver(delivery);
  }
  await stage.rest();
  expect((await entryOf(said.ts)).length).toBe(1);
  expect(await entries()).toEqual(before);
});

test('who came and went is kept once, told again under another id or not; who really comes again is kept again', async () => {
  const dan = stage.person('dan');
  const came = async () =>
    (await entries()).filter(({ actor, kind }) => actor === dan.profile.id && kind === 'membership');
  const told = () => dan.reads(room).filter(({ ephemeral }) => ephemeral).length;
  if ((await came()).length % 2 === 1) await dan.leave(room);
  await stage.rest();
  const before = (await came()).length;
  await dan.join(room);
  await stage.pass(1000);
  await dan.leave(room);
  await stage.pass(1000);
  await dan.join(room);
  await stage.pass(1000);
  const words = (await came()).slice(before).map(({ text }) => text.split(' ')[1]);
  expect(words).toEqual(['joined.', 'left.', 'joined.']);
  const [all, briefs] = [await entries(), told()];
  for (const delivery of stage.sandbox.deliveries.filter(({ kind }) => kind === 'event')) {
    const body = delivery.body as { readonly event_id: string; readonly event: { readonly type: string } };
    if (!/^member_|_archive$/.test(body.event.type)) continue;
    await stage.sandbox.redeliver({
      ...delivery,
      body: { ...body, event_id: `${body.event_id}AGAIN` },
    } as typeof delivery);
  }
  await stage.rest();
  expect(await entries()).toEqual(all);
  expect(told()).toBe(briefs);
});

test('an act of the bot is one entry that carries the ts of its post', async () => {
  await stage.person('ben').press('Take fixer', at);
  await stage.rest();
  const line = stage
    .person('ana')
    .reads(room)
    .findLast((message) => message.text === '@ben is fixer.');
  expect(line).toBeDefined();
  const [kept, ...more] = await entryOf(line?.ts ?? '');
  expect(kept).toMatchObject({ kind: 'role', actor: stage.person('ben').profile.id });
  expect(more).toEqual([]);
});

test('the record reads in the order of its times', async () => {
  const times = (await entries()).map((entry) => entry.at);
  expect(times.length).toBeGreaterThan(10);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});
