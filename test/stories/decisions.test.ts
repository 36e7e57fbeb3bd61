import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, botPosts, messageWith, openRoom, room, roomText, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// What is decided stands on the timeline, also when it was decided on the call and nobody writes in the room.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ config: 'call:\n  link: https://meet.example.org/war-room\n' });
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const questions = (name: string) =>
  stage
    .person(name)
    .dm()
    .filter((message) => message.text.includes('What was decided on the call?'));
const decisions = async () => {
  const key = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  return key.filter((entry) => entry.kind === 'decision' && entry.keyEvent);
};

test('a decision with its reason is a line in the room and a key event', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const answer = await ana.command('/incident decide go back to 4.11, because the schema did not change', at);
  await stage.rest();
  expect(answer.text).toContain('on the timeline');
  expect(messageWith(ben, 'Decided').text).toBe('Decided by @ana: go back to 4.11. Why: the schema did not change.');
  // 09:30 in London.
  await ben.command('/incident decide 09:20 no failover', at);
  await stage.rest();
  expect(messageWith(ben, 'no failover').text).toBe('Decided at 09:20 by @ben: no failover.');
  expect((await decisions()).map(({ at: when }) => new Date(when).toISOString().slice(11, 16))).toEqual([
    '09:20',
    '09:30',
  ]);
  const timeline = await ben.command('/incident timeline', at);
  expect(timeline.text).toContain('Decided by @ana: go back to 4.11');
  expect((await ben.command('/incident decide because why', at)).text).toContain('Say what was decided');
});

test('nobody writes and nobody answers: the lead is asked once for that silence, the room hears nothing of it', async () => {
  const ana = stage.person('ana');
  const posts = botPosts(ana).length;
  await stage.pass(8 * minute);
  expect(questions('ana')).toHaveLength(0);
  await stage.pass(4 * minute);
  expect(questions('ana')).toHaveLength(1);
  expect(questions('ana')[0]?.text).toContain('since 10:30');
  await stage.pass(60 * minute);
  expect(questions('ana')).toHaveLength(1);
  // The reminder about roles, and no more.
  expect(botPosts(ana).length - posts).toBeLessThanOrEqual(1);
});

test('the form puts it on the timeline at its time; while people write nobody is asked, in the next silence the scribe is', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  await ana.press('Write it down', { in: 'dm' });
  await sendForm(ana, { 'What was decided?': 'Pin 4.11 over the weekend', 'Why?': 'nobody is in on Sunday' });
  await stage.rest();
  expect(roomText(ben)).toContain('Decided (noted by @ana): Pin 4.11 over the weekend. Why: nobody is in on Sunday.');
  await cho.press('Take scribe', at);
  await stage.rest();
  for (let round = 0; round < 4; round += 1) {
    await stage.pass(6 * minute);
    await ben.say(`still looking, round ${round}`, at);
    await stage.rest();
  }
  expect([...questions('ana'), ...questions('cho')]).toHaveLength(1);
  await stage.pass(22 * minute);
  expect(questions('cho')).toHaveLength(1);
  expect(questions('ana')).toHaveLength(1);
});

test('Not for 30 min, then asked again; Not for this incident, never again', async () => {
  const cho = stage.person('cho');
  await cho.press('Not for 30 min', { in: 'dm' });
  await stage.rest();
  await stage.pass(28 * minute);
  expect(questions('cho')).toHaveLength(1);
  await stage.pass(4 * minute);
  expect(questions('cho')).toHaveLength(2);
  await cho.press('Not for this incident', { in: 'dm' });
  await stage.rest();
  await stage.pass(60 * minute);
  expect(questions('cho')).toHaveLength(2);
  await cho.command('/incident', at);
  await cho.press('Decision', at);
  await (await cho.formOpens()).cancel();
  await cho.command('/incident decide', at);
  await (await cho.formOpens()).cancel();
});

test('without a call nobody is asked, and nothing looks', async () => {
  const quiet = await openStage();
  try {
    await openRoom(quiet, 'ben');
    await quiet.pass(30 * minute);
    expect(
      quiet
        .person('ana')
        .dm()
        .filter((message) => message.text.includes('call')),
    ).toEqual([]);
    expect(quiet.person('ana').transcript(room)).not.toContain('call');
  } finally {
    await quiet.close();
  }
});
