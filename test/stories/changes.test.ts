import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, botPosts, messageWith, openRoom, postsFinish, room, roomText, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// What is changed on the systems in a hurry is known afterwards: one line each, undone or kept, listed at every step.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const dms = (name: string, words: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes(words));

test('a change typed with its time is one line, with Undone and Keep', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const answer = await ben.command('/incident did 09:12 rolled back to 4.11', at);
  await stage.rest();
  expect(answer.text).toContain('09:12');
  const line = messageWith(ana, 'rolled back to 4.11');
  expect(line.text).toContain('Changed 10:12 by @ben: rolled back to 4.11.');
  expect(line.buttons).toEqual(['Undone', 'Keep']);
  await ben.command('/incident did cache switched off', at);
  await stage.rest();
  const posts = botPosts(ana).length;
  await ana.press('Undone', { ...at, message: messageWith(ana, 'cache switched off').ts });
  await stage.rest();
  expect(messageWith(ana, 'cache switched off').text).toContain('Undone');
  expect(messageWith(ana, 'cache switched off').buttons).toEqual(['Still in place']);
  await ana.press('Keep', { ...at, message: line.ts });
  await stage.rest();
  expect(messageWith(ana, 'rolled back to 4.11').text).toContain('To be kept');
  expect(botPosts(ana)).toHaveLength(posts);
  const key = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  expect(key.filter((entry) => entry.kind === 'change').map((entry) => entry.ts === line.ts)).toContain(true);
});

test('a message that reads like a change waits for the scribe, else the lead, in one message; nobody answers, nothing is lost', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  const posts = botPosts(ana).length;
  await ben.say('Should we restart the workers?', at);
  await ben.say('restarted the workers on eu-1', at);
  await stage.rest();
  // Nobody is scribe yet: ana leads.
  expect(dms('ana', 'reads like a change')).toHaveLength(1);
  await cho.say('Scaled checkout-api to 12', at);
  await stage.rest();
  expect(dms('ana', 'read like changes')).toHaveLength(1);
  await stage.pass(30 * minute);
  const [offer] = dms('ana', 'read like changes');
  expect(offer?.buttons).toEqual(['Log change', 'No change', 'Log change', 'No change']);
  expect(offer?.text).not.toContain('Should we restart');
  expect(ana.dm().filter((message) => message.text.includes('like'))).toHaveLength(1);
  // Reminders about roles apart, the room stays quiet.
  expect(botPosts(ana).length - posts).toBeLessThanOrEqual(1);
  await ana.press('Log change', { in: 'dm' });
  await stage.rest();
  expect(roomText(ana)).toMatch(
    /Changed \d\d:\d\d by @ben: restarted the workers on eu-1\. \(said here.*\) Noted by @ana\./,
  );
  await ana.press('No change', { in: 'dm' });
  await stage.rest();
  expect(dms('ana', 'all of it is logged or let go')).toHaveLength(1);
  expect(roomText(ana)).not.toContain('by @cho: Scaled');
});

test('with a scribe it is the scribe who is asked, by a new message', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await cho.press('Take scribe', at);
  await stage.rest();
  const before = ana.dm().length;
  const said = await ben.say('flag cards-v2 is off now: turned cards-v2 off', at);
  await stage.rest();
  expect(dms('cho', 'reads like a change')).toHaveLength(1);
  expect(ana.dm()).toHaveLength(before);
  // Logged from its menu, it waits no more.
  await cho.messageShortcut('Log change', { in: room, ts: said.ts });
  const form = await cho.formOpens();
  expect(form.text()).toContain('@ben');
  await form.fill('What was changed?', 'cards-v2 off');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  expect(dms('cho', 'all of it is logged or let go')).toHaveLength(1);
  expect(messageWith(ana, 'cards-v2 off.').text).toContain('by @ben');
});

test('who keeps the record no longer reads who is asked now, without buttons; once it is closed nobody is', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await ben.say('Disabled the nightly export', at);
  await stage.rest();
  const buttons = (name: string) =>
    stage
      .person(name)
      .dm()
      .filter((message) => message.buttons.includes('Log change')).length;
  expect([buttons('ana'), buttons('cho')]).toEqual([0, 1]);
  await ana.press('Take scribe', { ...at, confirm: true });
  await stage.rest();
  expect([buttons('ana'), buttons('cho')]).toEqual([1, 0]);
  expect(dms('cho', 'is asked of @ana now')).toHaveLength(1);
  await cho.press('Take scribe', { ...at, confirm: true });
  await stage.rest();
  expect([buttons('ana'), buttons('cho')]).toEqual([0, 1]);
});

test('what is still in place stands in the forms, in the lines of the phases and in the post-mortem', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const brief = await ben.command('/incident brief', at);
  expect(brief.text).toContain('Changes in place  rolled back to 4.11');
  await ana.press('Contained', at);
  await stage.rest();
  const left = 'Still in place: rolled back to 4.11 (kept), restarted the workers on eu-1, cards-v2 off.';
  expect(messageWith(ana, 'Contained at').text).toContain(left);
  await ana.command('/incident resolved', at);
  const form = await ana.formOpens();
  expect(form.text()).toContain('rolled back to 4.11 (to be kept)');
  expect(form.text()).not.toContain('cache switched off');
  expect(await form.submit()).toBe('closed');
  await stage.rest();
  await postsFinish(stage);
  expect(roomText(ana)).toContain(`after it started. ${left}`);
  const section = () => messageWith(ana, '7 of 10').text;
  expect(section()).toContain('restarted the workers on eu-1');
  expect(section()).toContain('rolled back to 4.11 (to be kept)');
  await ben.press('Undone', { ...at, message: messageWith(ana, 'by @ben: restarted').ts });
  await stage.rest();
  await postsFinish(stage);
  expect(section()).not.toContain('restarted the workers on eu-1');
  await ana.command('/incident closed', at);
  await sendForm(ana, {});
  await stage.rest();
  expect(messageWith(ana, 'Closed at').text).toContain('Still in place: rolled back to 4.11 (kept), cards-v2 off.');
  const [asked] = dms('cho', 'nobody is asked any more what reads like a change');
  expect(asked?.buttons).toEqual([]);
});

test('what cannot be logged is answered with what is wrong', async () => {
  const ben = stage.person('ben');
  expect((await ben.command('/incident did 09:12', at)).text).toContain('Say what was changed');
  expect((await ben.command('/incident did restarted it', at)).text).toContain('It is closed');
  await ben.command('/incident', at);
  expect(ben.reads(room).at(-1)?.buttons).not.toContain('Log change');
});

test('without words in the configuration nobody is offered anything; a form logs by hand', async () => {
  const quiet = await openStage({ config: 'changes:\n  words: []\n' });
  try {
    await openRoom(quiet, 'ben');
    const [ana, ben] = [quiet.person('ana'), quiet.person('ben')];
    const before = ana.dm().length;
    await ben.say('restarted the workers', at);
    await quiet.rest();
    expect(ana.dm()).toHaveLength(before);
    await ben.command('/incident', at);
    await ben.press('Log change', at);
    await sendForm(ben, { 'What was changed?': 'restarted the workers' });
    await quiet.rest();
    expect(messageWith(ana, 'Changed').text).toContain('by @ben: restarted the workers.');
  } finally {
    await quiet.close();
  }
});
