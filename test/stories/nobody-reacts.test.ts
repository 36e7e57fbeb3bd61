import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { botPosts, briefingOf, openRoom, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Somebody declares, and nobody does anything for three hours: the usual case at night.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage);
  await stage.pass(180 * minute);
});
afterAll(() => stage.close());

test('the room is reminded once, and not filled', () => {
  const posts = botPosts(stage.person('ana'));
  expect(posts.length).toBeLessThanOrEqual(5);
  expect(posts.filter((message) => message.text.includes('Who can take')).length).toBe(1);
});

test('the briefing says what is true', () => {
  const briefing = briefingOf(stage.person('ana'));
  expect(briefing).toMatch(/Status +Identifying since 10:30/);
  expect(briefing).toMatch(/Lead +@ana for now \(declared it\) +Fixer +unclaimed/);
  expect(briefing).toMatch(/Next update +was due 10:35, not sent/);
  expect(briefing).toContain('[Take fixer]');
});

test('the announcement says the same, and its thread is quiet', () => {
  const announced = stage
    .person('ana')
    .reads('incidents')
    .filter((message) => message.author === 'muster' && message.subtype === undefined);
  expect(announced.length).toBe(1);
  expect(announced[0]?.text).toContain('was due 10:35, not sent');
});

test('who declared hears once more that nobody came; nobody else gets more than one direct message, and the room stays', () => {
  const dms = (name: string) => stage.person(name).dm();
  expect(dms('ana').filter(({ text }) => text.includes('INC-1 has no lead and no fixer for 15 min.'))).toHaveLength(1);
  expect(dms('ana').length).toBeLessThanOrEqual(2);
  for (const name of ['ben', 'cho', 'dan']) expect(dms(name).length).toBeLessThanOrEqual(1);
  expect(stage.sandbox.channel(room).isArchived).toBe(false);
});

test('Slack is left in peace: a few dozen calls in three hours', () => {
  // Beside them, every five minutes, one page of history, a look at the room and one at who leads.
  const looks = ['conversations.history', 'conversations.info', 'users.info'];
  const counted = (method: string) => stage.sandbox.calls.filter((call) => call.method === method).length;
  expect(stage.sandbox.calls.filter(({ method }) => !looks.includes(method)).length).toBeLessThan(40);
  for (const method of looks) expect(counted(method)).toBeLessThanOrEqual(3 * 12 + 2);
});
