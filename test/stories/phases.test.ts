import { afterEach, expect, test } from '@jest/globals';
import {
  at,
  briefingOf,
  messageWith,
  openRoom,
  postsFinish,
  resolve,
  room,
  roomText,
  sendForm,
} from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Contained, resolved, closed, reopened, cancelled, duplicate: what the room reads each time.

let stage: Stage;
afterEach(() => stage.close());

test('from contained over resolved to closed, with what was not looked at', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.choose('Was something deployed shortly before?', 'Yes', at);
  await stage.pass(30 * minute);
  await ben.press('Contained', at);
  await stage.rest();
  expect(roomText(ana)).toMatch(/Contained at 11:00 by @ben\. Not checked: .*internal monitor/);
  expect(briefingOf(ana)).toMatch(/Status +Contained since 11:00/);
  expect(messageWith(ana, 'INC-1 · SEV1', 'incidents').text).toContain('Contained');

  await ben.press('Resolved', at);
  const form = await ben.formOpens();
  expect(form.text()).toMatch(/When did the impact end\?/);
  await form.cancel();
  expect(briefingOf(ana)).toMatch(/Status +Contained/);
  await resolve(stage, 'ben');
  expect(roomText(ana)).toContain('Resolved at 11:00 by @ben, 30 min after it started.');
  expect(briefingOf(ana)).toMatch(/Status +Resolved/);

  await ana.command('/incident closed', at);
  const closing = await ana.formOpens();
  expect(closing.text()).toContain('not before the post-mortem is published or waived');
  expect(await closing.submit()).toBe('closed');
  await stage.rest();
  expect(briefingOf(ana)).toMatch(/Status +Closed/);
  expect(roomText(ana)).toMatch(/Closed.* by @ana/);
});

test('on a clock with odd seconds: a time typed as HH:MM fits the times that Muster keeps', async () => {
  stage = await openStage();
  await stage.pass(40_123);
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await stage.pass(minute);
  const detected = await ben.command('/incident time detected 09:30 the pager', at);
  expect(detected.text).toContain('detected is now');
  await stage.pass(10 * minute + 734);
  await ben.press('Contained', at);
  await stage.pass(4 * minute + 2345);
  await resolve(stage, 'ben');
  expect(roomText(ben)).toContain('Resolved at 09:45 by @ben');
  expect(roomText(ben)).not.toContain('The impact had ended');
  await ben.command('/incident time contained 09:36 the graphs', at);
  await stage.rest();
  expect((await ben.command('/incident brief', at)).text).toMatch(/5 min of impact/);
});

test('asked for a fortnight later: every time has its day', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await ben.press('Take fixer', at);
  await ben.command('/incident note tried a restart', at);
  await stage.pass(54 * minute);
  await resolve(stage, 'ben');
  await stage.clock.advance(14 * 24 * 60 * minute);
  await stage.rest();
  const asked = async (word: string) => (await ben.command(`/incident ${word}`, at)).text;
  const brief = await asked('brief');
  expect(brief).toContain('Resolved at Nov 21, 2026 at 10:24');
  expect(brief).toContain('Started  Nov 21, 2026 at 09:30; 54 min of impact');
  expect(brief).toMatch(/Nov 21, 2026 at 09:30 {2}.*tried a restart/);
  expect(brief).toContain('As of today at 10:24');
  expect(await asked('timeline')).toMatch(/Nov 21, 2026 at 09:30 {2}.*tried a restart/);
  expect(await asked('roles')).toContain('Fixer  @ben since Nov 21, 2026 at 09:30');
});

test('open for more than a day: the answers and the briefing say of which day a time is', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await ben.press('Take fixer', at);
  await stage.clock.advance(26 * 60 * minute);
  await stage.rest();
  expect((await ben.command('/incident brief', at)).text).toContain('Identifying since yesterday at 09:30');
  expect((await ben.command('/incident roles', at)).text).toContain('@ben since yesterday at 09:30');
  await ben.command('/incident contained', at);
  await stage.rest();
  expect((await ben.command('/incident brief', at)).text).toContain('Contained since 11:30');
  expect(briefingOf(ben)).toMatch(/Contained since today at 11:30/);
  expect(briefingOf(ben)).toMatch(/Started +yesterday at 09:30, declared yesterday at 09:30/);
});

test('two have the form Close open: the second is told in words that it is closed', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await resolve(stage, 'ben');
  await ana.command('/incident closed', at);
  const late = await ana.formOpens();
  await ben.command('/incident closed', at);
  expect(await sendForm(ben, {})).toBe('closed');
  expect(await late.submit()).toBe('updated');
  expect(late.text()).toContain('It is already closed.');
});

test('it comes back after containing: the spans of impact add up without the quiet between', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await stage.pass(20 * minute);
  await ben.command('/incident contained', at);
  await stage.pass(60 * minute);
  await ben.command('/incident reopen errors are back', at);
  await stage.rest();
  expect(roomText(ben)).toMatch(/errors are back/);
  expect(briefingOf(ben)).toMatch(/Status +Identifying/);
  await stage.pass(10 * minute);
  await ben.command('/incident contained', at);
  await stage.pass(5 * minute);
  await resolve(stage, 'ben');
  await postsFinish(stage);
  expect(messageWith(ben, '2 of 10').text).toMatch(/impact[^\n]*30 min/i);
});

test('a resolved one is reopened in its room, with the reason', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  await resolve(stage, 'ben');
  await stage.pass(minute);
  await ben.command('/incident reopen', at);
  expect(await sendForm(ben, { Reason: 'monitor fires again' })).toBe('closed');
  await postsFinish(stage);
  expect(briefingOf(ben)).toMatch(/Status +Identifying/);
  expect(roomText(ben)).toContain('monitor fires again');
  expect(stage.sandbox.channelNames.filter((name) => name.startsWith('inc-'))).toEqual([room]);
});

test('a false alarm is cancelled with its reason, also from elsewhere by its number', async () => {
  stage = await openStage();
  await openRoom(stage);
  const ana = stage.person('ana');
  const unnamed = await ana.command('/incident cancel', { in: 'general' });
  expect(unnamed.text).toContain('say which incident');
  await ana.command('/incident cancel INC-1 the monitor was wrong', { in: 'general' });
  await stage.rest();
  expect(briefingOf(ana)).toMatch(/Status +Cancelled/);
  expect(roomText(ana)).toContain('the monitor was wrong');
  expect(messageWith(ana, 'INC-1 · SEV1', 'incidents').text).toMatch(/cancelled/i);
  expect((await ana.command('/incident list', { in: 'general' })).text).not.toContain('INC-1 ·');
});

test('a duplicate ends and points to the other', async () => {
  stage = await openStage();
  await openRoom(stage);
  const ana = stage.person('ana');
  await ana.command('/incident new Payments fail');
  await stage.rest();
  const second = stage.sandbox.channelNames.find((name) => name.startsWith('inc-2')) ?? '';
  expect((await ana.command('/incident duplicate', { in: second })).text).toContain('/incident duplicate INC-7');
  expect((await ana.command('/incident duplicate INC-9', { in: second })).text).toContain('no INC-9');
  expect((await ana.command('/incident duplicate INC-2', { in: second })).text).not.toBe('');
  await stage.rest();
  expect(briefingOf(ana, second)).toMatch(/Status +Identifying/);
  await ana.command('/incident duplicate INC-1', { in: second });
  await stage.rest();
  expect(messageWith(ana, 'INC-1', second).text).toContain(`#${room}`);
  expect(briefingOf(ana, second)).toMatch(/Status +Cancelled/);
  expect(briefingOf(ana)).toMatch(/Status +Identifying/);
});

test('two rooms that name each other at once: one ends, the other goes on', async () => {
  stage = await openStage();
  await openRoom(stage);
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.command('/incident new Payments fail');
  await stage.rest();
  const second = stage.sandbox.channelNames.find((name) => name.startsWith('inc-2')) ?? '';
  const answers = await Promise.all([
    ana.command('/incident duplicate INC-2', at),
    ben.command('/incident duplicate INC-1', { in: second }),
  ]);
  await stage.rest();
  const list = await ana.command('/incident list', { in: 'general' });
  expect(list.text).toMatch(/INC-1 ·|INC-2 ·/);
  const ended = list.text.includes('INC-1 ·') ? 2 : 1;
  expect(list.text).not.toContain(`INC-${ended} ·`);
  // Who came later is told where it goes on.
  expect(answers.map(({ text }) => text).join('\n')).toContain(
    `INC-${ended} ended as a duplicate of this one: it goes on here.`,
  );
});

test('a duplicate of one that is over is refused, with where to look', async () => {
  stage = await openStage();
  await openRoom(stage);
  const ana = stage.person('ana');
  for (const title of ['Payments fail', 'Search is slow']) {
    await ana.command(`/incident new ${title}`);
    await stage.rest();
  }
  const second = stage.sandbox.channelNames.find((name) => name.startsWith('inc-2')) ?? '';
  await ana.command('/incident duplicate INC-3', { in: second });
  await stage.rest();
  const chained = await ana.command('/incident duplicate INC-2', at);
  expect(chained.text).toContain('INC-2 is a duplicate of INC-3 itself: `/incident duplicate INC-3`.');
  await ana.command('/incident cancel INC-3 the monitor was wrong', { in: 'general' });
  await stage.rest();
  const over = await ana.command('/incident duplicate INC-3', at);
  expect(over.text).toContain('INC-3 is cancelled: nothing goes on there. `/incident list` shows what is open.');
  expect(briefingOf(ana)).toMatch(/Status +Identifying/);
});

test('a phase it is in already is refused to who asked, and posts nothing', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.command('/incident contained', at);
  await stage.rest();
  const before = ana.reads(room).length;
  const seen = await ben.command('/incident contained', at);
  await stage.rest();
  expect(seen.text).toMatch(/already contained/i);
  expect(ana.reads(room).length).toBe(before);
});
