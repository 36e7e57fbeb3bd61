import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

// What was said at first is corrected: title, summary, severity and times, each with who and why.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
});
afterAll(() => stage.close());

const topic = () => stage.sandbox.channel(room).topic;

test('Edit asks for a reason, and says what changed in the room, the briefing and the announcement', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Edit', at);
  const form = await ben.formOpens();
  await form.fill('Title', 'Card payments fail');
  await form.fill('Summary', 'Since the deployment of 09:55.');
  expect(await form.submit()).not.toBe('closed');
  await form.fill('Reason', 'only cards');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(briefingOf(ana)).toContain('INC-1 · SEV1 · Card payments fail');
  expect(briefingOf(ana)).toContain('Since the deployment of 09:55.');
  expect(messageWith(ana, 'INC-1 · SEV1', 'incidents').text).toContain('Card payments fail');
  expect(topic()).toBe('SEV1 · INC-1 Card payments fail');
  expect(roomText(ana)).toMatch(/only cards/);
});

test('the room keeps its name when the title changes', () => {
  expect(stage.sandbox.channelNames).toContain(room);
});

test('severity by command, with the reason in the line', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.command('/incident severity sev3 one shop only', at);
  await stage.rest();
  expect(roomText(ana)).toContain('SEV1 → SEV3, by @ben: one shop only');
  expect(topic()).toBe('SEV3 · INC-1 Card payments fail');
  expect(briefingOf(ana)).toContain('INC-1 · SEV3');
});

test('higher severity also notifies in the thread of the announcement', async () => {
  const ana = stage.person('ana');
  const replies = () =>
    ana.reads('incidents').filter((message) => message.threadTs !== undefined && message.threadTs !== message.ts);
  const before = replies().length;
  await ana.command('/incident severity sev1 all shops', at);
  await stage.rest();
  expect(replies().length).toBe(before + 1);
  expect(replies().at(-1)?.text).toContain('SEV1');
});

test('title and summary by command', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident title Cards <fail> & how', at);
  await ana.command('/incident summary Two of three processors', at);
  await stage.rest();
  expect(briefingOf(ana)).toContain('INC-1 · SEV1 · Cards <fail> & how');
  expect(briefingOf(ana)).toContain('Two of three processors');
});

test("a time is corrected on the typist's clock, and the correction is on the record", async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await stage.pass(minute);
  const answer = await ben.command('/incident time started 09:12 first ticket', at);
  await stage.rest();
  expect(answer.text).toContain('09:12');
  // Half past nine in London is half past ten in Berlin.
  expect(briefingOf(ana)).toMatch(/Started +10:12/);
  const kept = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(kept.filter((entry) => entry.kind === 'time').map((entry) => entry.text)).toEqual([
    expect.stringContaining('first ticket'),
  ]);
});

test('a time without a reason, or none of the clock, changes nothing and shows the form', async () => {
  const ana = stage.person('ana');
  for (const typed of ['started 10:00', 'started soon because', 'closed 10:00 because', '']) {
    const answer = await ana.command(`/incident time ${typed}`.trim(), at);
    await stage.rest();
    expect(answer.text).toContain('/incident time started 09:58 the first alert');
  }
  expect(briefingOf(ana)).toMatch(/Started +10:12/);
});

test('two have the form open: only what each of them changed is changed', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Edit', at);
  const late = await ben.formOpens();
  await ana.press('Edit', at);
  const fields = { Title: 'Card payments fail in the EU', Summary: 'The US is fine.', Reason: 'EU only' };
  expect(await sendForm(ana, fields)).toBe('closed');
  await late.choose('Severity', 'SEV2 · Major');
  await late.fill('Reason', 'one region');
  expect(await late.submit()).toBe('closed');
  await postsFinish(stage);
  expect(briefingOf(ana)).toContain('INC-1 · SEV2 · Card payments fail in the EU');
  expect(briefingOf(ana)).toContain('The US is fine.');
});

test('both change the title: the second reads the first, and decides', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ben.press('Edit', at);
  const late = await ben.formOpens();
  await ana.press('Edit', at);
  expect(await sendForm(ana, { Title: 'Cards <fail> in the EU', Reason: 'all of them' })).toBe('closed');
  await late.fill('Title', 'Card payments fail');
  await late.choose('Severity', 'SEV1 · Critical');
  await late.fill('Reason', 'only cards');
  expect(await late.submit()).toBe('updated');
  await postsFinish(stage);
  expect(briefingOf(ana)).toContain('INC-1 · SEV2 · Cards <fail> in the EU');
  expect(late.text()).toContain('Cards <fail> in the EU');
  expect(late.text()).toContain('only cards');
  expect(await late.submit()).toBe('closed');
  await postsFinish(stage);
  expect(briefingOf(ana)).toContain('INC-1 · SEV1 · Card payments fail');
});

test('after the end the severity is corrected, and nobody is called; who follows hears it, as promised', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.press('Follow', { in: 'incidents' });
  await ana.command('/incident severity sev2 one region', at);
  await resolve(stage, 'ben');
  await postsFinish(stage);
  const announced = ana.reads('incidents').length;
  await ana.press('Edit', at);
  const form = await ana.formOpens();
  await form.choose('Severity', 'SEV1 · Critical');
  await form.fill('Reason', 'all regions after all');
  expect(await form.submit()).toBe('closed');
  await postsFinish(stage);
  expect(briefingOf(ana)).toContain('INC-1 · SEV1');
  expect(briefingOf(ana)).not.toContain('Next update');
  expect(messageWith(ana, 'INC-1 · SEV1', 'incidents').text).toContain('Resolved');
  expect(roomText(ana)).toContain('SEV2 → SEV1, by @ana: all regions after all');
  expect(ana.reads('incidents')).toHaveLength(announced);
  expect(dan.dm().at(-1)?.text).toContain('INC-1 · SEV1');
});
