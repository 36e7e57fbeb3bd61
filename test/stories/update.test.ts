import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, briefingOf, messageWith, openRoom, room, roomText, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// People outside hear from us, in one form; a promise that was not kept is said as it is.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'dan');
});
afterAll(() => stage.close());

test('a missed update is said on the briefing, and nobody is scolded twice', async () => {
  const ana = stage.person('ana');
  expect(briefingOf(ana)).toContain('due 10:35');
  await stage.pass(6 * minute);
  expect(briefingOf(ana)).toMatch(/Next update +was due 10:35, not sent/);
  const posts = ana.reads(room).length;
  await stage.pass(60 * minute);
  expect(briefingOf(ana)).toMatch(/Next update +was due 10:35, not sent/);
  expect(ana.reads(room).length - posts).toBeLessThanOrEqual(1);
});

test('the form goes to the room, the briefing and the announcement', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.press('Send update', at);
  const form = await dan.formOpens();
  await form.fill('What happened?', 'Cards fail in the EU <now> & here.');
  await form.fill('What is being done?', 'Rolling back.');
  await form.fill('What can users do meanwhile?', 'Bank transfer works.');
  await form.choose('When do we speak next?', 'in 30 min');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  const words = ['Cards fail in the EU <now> & here.', 'Rolling back.', 'Bank transfer works.'];
  for (const word of words) expect(roomText(ana)).toContain(word);
  expect(briefingOf(ana)).toContain('due 12:06');
  expect(briefingOf(ana)).not.toContain('not sent');
  const announced = ana
    .reads('incidents')
    .map((message) => message.text)
    .join('\n');
  for (const word of words) expect(announced).toContain(word);
});

test('the next form starts from the last words', async () => {
  const dan = stage.person('dan');
  await dan.command('/incident update', at);
  const form = await dan.formOpens();
  expect(form.text()).toContain('Rolling back.');
  await form.cancel();
});

test('without what happened it cannot be sent', async () => {
  const dan = stage.person('dan');
  await dan.command('/incident update', at);
  const form = await dan.formOpens();
  await form.fill('What happened?', '');
  expect(await form.submit()).not.toBe('closed');
  await form.cancel();
});

test('an action item has an owner and a date that one can add', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.command('/incident action Alert on the pool', at);
  await stage.rest();
  const kept = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'all');
  expect(
    kept
      .filter((entry) => entry.kind === 'action')
      .map((entry) => entry.text)
      .join(),
  ).toContain('Alert on the pool');
  const shown = messageWith(dan, 'Alert on the pool');
  const label = shown.buttons.at(0) ?? '';
  await dan.press(label, at);
  const form = await dan.formOpens();
  await form.choose('Owner', 'ana');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  const after = await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number: 1 });
  expect(after?.actions).toMatchObject([{ text: 'Alert on the pool', owner: ana.profile.id }]);
});

test('one voice: while somebody is communicator, others are told whom to tell, and may take it over', async () => {
  const [ana, dan] = [stage.person('ana'), stage.person('dan')];
  await dan.press('Take communicator', at);
  await stage.rest();
  await ana.press('Send update', at);
  // The lead may, too.
  await (await ana.formOpens()).cancel();
  await stage.person('ben').join(room);
  const refused = await stage.person('ben').command('/incident update', at);
  expect(refused.text).toContain('@dan is communicator since');
  await stage.person('ben').press('Take over', at);
  await stage.rest();
  expect(briefingOf(ana)).toContain('Communicator  @ben');
  await dan.press('Send update', at);
  await stage.rest();
  expect(dan.answers.at(-1)?.text).toContain('@ben is communicator since');
});

test('after it is resolved nobody waits for an update', async () => {
  const ana = stage.person('ana');
  await ana.command('/incident resolved', at);
  await sendForm(ana, {});
  await stage.rest();
  await stage.pass(60 * minute);
  expect(briefingOf(ana)).not.toContain('not sent');
});
