import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  at,
  botPosts,
  briefingOf,
  messageWith,
  openRoom,
  postsFinish,
  room,
  roomText,
  sendForm,
} from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Tired people press the wrong button. Within five minutes that is taken back, and everybody who heard of it hears that.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const second = 1000;
const incident = async () => {
  const found = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  if (found === null) throw new Error('no incident');
  return found;
};
/** The private offer to undo, the newest in the room. */
const offerTo = (name: string) =>
  stage
    .person(name)
    .reads(room)
    .findLast(({ ephemeral, text }) => ephemeral === true && text.includes('By mistake?'));
const newest = (name: string) => stage.person(name).reads(room).at(-1)?.text ?? '';
const asked = (name: string) =>
  stage
    .person(name)
    .dm()
    .filter(({ text }) => text.includes('You took part')).length;

test('resolved by mistake: undone, all is as before, and the draft, its questions and the alarms know it', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.say('The pool is dry', at);
  const dan = stage.person('dan');
  await dan.press('Follow', { in: 'incidents' });
  // Somebody was asked for a role, somebody is offered one, somebody is to do something: all of it goes on afterwards.
  await ana.command('/incident role fixer @cho', at);
  await ana.command('/incident ask @cho restart the workers', at);
  await ana.command('/incident', at);
  await ana.press('Hand over', at);
  const handing = await ana.formOpens();
  await handing.choose('To whom?', 'ben');
  expect(await handing.submit()).toBe('closed');
  await stage.rest();
  const waiting = (name: string) =>
    stage
      .person(name)
      .dm()
      .filter(({ buttons }) => buttons.includes("Can't"))
      .map(({ ts, buttons }) => [ts, ...buttons]);
  const [forBen, forCho] = [waiting('ben'), waiting('cho')];
  expect([forBen.length, forCho.length]).toEqual([1, 2]);
  const before = await incident();
  await ana.command('/incident resolved', at);
  await sendForm(ana, {});
  await postsFinish(stage);
  expect(asked('ben')).toBe(1);
  expect(offerTo('ben')).toBeUndefined();
  expect(offerTo('ana')?.text).toMatch(/You have set resolved. By mistake\? It can be undone until 10:35/);
  expect(offerTo('ana')?.buttons).toEqual(['Undo']);
  const thread = (await incident()).postmortem.thread;
  const posts = botPosts(ben).length;
  await ana.press('Undo', at);
  await stage.rest();
  expect(botPosts(ben)).toHaveLength(posts + 1);
  expect(messageWith(ben, 'Undone by').text).toBe('Undone by @ana: resolved was a mistake.');
  expect(messageWith(ben, 'INC-1 · SEV1', 'incidents').text).toMatch(/identifying/i);
  expect(messageWith(ben, 'Undone by', 'incidents').threadTs).toBeDefined();
  // Who follows had heard that it is over.
  expect(dan.dm().map(({ text }) => text)).toEqual([
    expect.stringContaining('You follow this incident now.'),
    expect.stringContaining('Resolved at'),
    expect.stringContaining('Resolved was a mistake. The work goes on.'),
  ]);
  expect(briefingOf(ben)).toMatch(/Status +Identifying since 09:30/);
  // In the messages that they have; who had heard that the offer has ended hears that it has not.
  expect(waiting('cho')).toEqual(forCho);
  expect(waiting('ben')).toEqual([...forBen, [expect.any(String), 'Accept', "Can't"]]);
  expect(ben.dm().at(-1)?.text).toContain('@ana offered you lead; that stands again');
  expect(ana.dm().filter(({ text }) => text.includes('stands again'))).toEqual([]);
  const { phase, times, impact, nextUpdateAt } = await incident();
  expect({ phase, times, impact, nextUpdateAt }).toEqual({
    ...{ phase: before.phase, times: before.times, impact: before.impact, nextUpdateAt: before.nextUpdateAt },
  });
  expect(messageWith(ben, 'Post-mortem INC-1').text).toContain('It is not over after all');
  // The update that was due is missed as if nothing had been: the alarm is set again.
  await stage.pass(20 * minute);
  expect(briefingOf(ben)).toContain('not sent');
  await ana.command('/incident resolved', at);
  await sendForm(ana, {});
  await postsFinish(stage);
  expect((await incident()).postmortem.thread).toBe(thread);
  expect(messageWith(ben, 'Post-mortem INC-1').text).not.toContain('It is not over after all');
  expect(asked('ben')).toBe(1);
});

test('it came back: one button and a reason; who holds a role hears it directly, and the impact is the sum', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await cho.command('/incident role fixer @cho', at);
  await stage.rest();
  const first = (await incident()).impact;
  await stage.pass(30 * minute);
  await ben.press('It came back', at);
  expect(await sendForm(ben, { Reason: 'the pool is dry again' })).toBe('closed');
  await stage.rest();
  const told = cho.dm().filter(({ text }) => text.includes('it came back'));
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringContaining('the pool is dry again. You are still fixer.'),
  ]);
  expect(told[0]?.buttons).toEqual(['Hand over', 'Step down as fixer']);
  expect(ana.dm().at(-1)?.text).toContain('it came back');
  await stage.pass(10 * minute);
  await ben.command('/incident contained', at);
  await stage.rest();
  const [one, two] = (await incident()).impact;
  expect([one]).toEqual(first);
  expect((two?.to ?? 0) - (two?.from ?? 0)).toBe(10 * minute);
  expect(briefingOf(ana)).toMatch(/Impact +\d+ min, in 2 spans/);
  await stage.pass(minute);
  await ana.press('It came back', at);
  await sendForm(ana, { Reason: 'and again' });
  await stage.rest();
  // From contained nobody had gone: the line in the room is enough.
  expect(cho.dm().filter(({ text }) => text.includes('it came back'))).toHaveLength(1);
});

test.each([
  ['4:59', 4 * minute + 59 * second, 'SEV2 was a mistake, it is SEV1'],
  ['5:01', 5 * minute + second, 'It can be undone within 5 minutes'],
])('a severity is taken back %s after it was set: %s', async (_, ms, words) => {
  const ana = stage.person('ana');
  await ana.command('/incident severity sev2 only the EU', at);
  await stage.rest();
  expect(offerTo('ana')?.text).toContain('You have set SEV2');
  const topic = () => stage.sandbox.channel(room).topic;
  expect(topic()).toContain('SEV2');
  await stage.pass(ms);
  await ana.press('Undo', at);
  await stage.rest();
  expect(roomText(ana)).toContain(words);
  if (ms > 5 * minute) {
    expect(newest('ana')).toContain('/incident severity');
    await ana.command('/incident severity sev1', at);
    await stage.rest();
  }
  expect(topic()).toContain('SEV1');
});

test('another change in between; two press; and an undo is not undone', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ana.command('/incident contained', at);
  await stage.rest();
  const early = offerTo('ana');
  expect(early?.text).toContain('You have set contained');
  await stage.pass(second);
  await ben.command('/incident cancel the monitor was wrong', at);
  await stage.rest();
  await ana.press('Undo', { in: room, message: early?.ts ?? '' });
  await stage.rest();
  expect(newest('ana')).toContain('only the last change can be undone');
  // Whoever sees the mistake has it on the panel, too.
  await ana.command('/incident', at);
  const panel = ana.reads(room).at(-1);
  expect(panel?.buttons).toContain('Undo: cancelled');
  await ana.press('Undo: cancelled', at);
  await stage.rest();
  await ben.press('Undo', at);
  await stage.rest();
  expect(newest('ben')).toContain('@ana has undone it already');
  expect(briefingOf(ben)).toMatch(/Status +Contained since/);
  // The severity was set a minute ago, and stands.
  await ana.command('/incident', at);
  expect(
    ana
      .reads(room)
      .at(-1)
      ?.buttons?.filter((label) => label.startsWith('Undo')),
  ).toEqual(['Undo: SEV1']);
  expect(botPosts(ben).filter(({ text }) => text.startsWith('Undone by'))).toHaveLength(3);
});

test('nobody undoes: the offer is said once, and lapses; who is not in the room has it by direct message', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.command('/incident reopen INC-1 it is back in the US', { in: 'general' });
  await stage.rest();
  const offers = dan.dm().filter(({ text }) => text.includes('By mistake?'));
  expect(offers.map(({ buttons }) => buttons)).toEqual([['Undo']]);
  const posts = botPosts(ana).length;
  await stage.pass(6 * minute);
  expect(botPosts(ana).length - posts).toBeLessThanOrEqual(1);
  expect(dan.dm().filter(({ text }) => text.includes('By mistake?'))).toHaveLength(1);
  await ana.command('/incident', at);
  expect(
    ana
      .reads(room)
      .at(-1)
      ?.buttons?.filter((label) => label.startsWith('Undo')),
  ).toEqual([]);
});
