import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, messageWith, openRoom, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Anybody puts a message on the timeline; the bot confirms it with a memo, until the last mark is gone.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben', 'cho');
});
afterAll(() => stage.close());

const memo = (ts: string): boolean =>
  stage
    .person('ana')
    .reads(room)
    .some((message) => message.ts === ts && message.reactions.some((one) => one.name === 'memo'));
const timeline = async (): Promise<string> => {
  const seen = await stage.person('ana').command('/incident timeline', at);
  await stage.rest();
  return seen.text;
};

test('pushpin, pin and shortcut mark; the memo stays until the last mark goes', async () => {
  const [ana, ben, cho] = [stage.person('ana'), stage.person('ben'), stage.person('cho')];
  const said = await ben.say('4.12.0 was deployed at 10:20', at);
  await stage.rest();
  expect(memo(said.ts)).toBe(false);
  await cho.react(said, 'pushpin');
  await stage.rest();
  expect(memo(said.ts)).toBe(true);
  await ana.pin(said);
  await ben.messageShortcut('Add to timeline', { in: room, ts: said.ts });
  await stage.rest();
  expect(await timeline()).toContain('4.12.0 was deployed at 10:20');
  await cho.unreact(said, 'pushpin');
  await ana.unpin(said);
  await stage.rest();
  expect(memo(said.ts)).toBe(true);
  await ben.messageShortcut('Add to timeline', { in: room, ts: said.ts });
  await stage.rest();
  expect(memo(said.ts)).toBe(false);
  expect(await timeline()).not.toContain('4.12.0 was deployed at 10:20');
});

test('a key event keeps the time of its message, however late it is marked', async () => {
  const [ben, cho] = [stage.person('ben'), stage.person('cho')];
  const said = await ben.say('Error rate is 38 %', at);
  const spoken = stage.clock.now();
  await stage.pass(12 * minute);
  await cho.react(said, 'pushpin');
  await stage.rest();
  const key = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  expect(key.find((entry) => entry.ts === said.ts)).toMatchObject({ keyEvent: true, at: spoken });
});

test('a note with HH:MM is at that time in the zone of who typed it', async () => {
  const cho = stage.person('cho');
  // 09:40 in London, 18:40 in Seoul.
  const answer = await cho.command('/incident note 18:35 vendor called back', at);
  await stage.rest();
  expect(answer.text).toContain('18:35');
  const key = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  const note = key.find((entry) => entry.text.includes('vendor called back'));
  expect(note?.at).toBe(Date.UTC(2026, 10, 21, 9, 35));
  // Ana reads the same moment on her own clock.
  expect(await timeline()).toMatch(/10:35.*vendor called back/);
});

test('a note of yesterday evening is yesterday, not tonight', async () => {
  await stage.person('cho').command('/incident note 23:50 batch job started', at);
  await stage.rest();
  const key = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number: 1 }, 'key');
  expect(key.find((entry) => entry.text.includes('batch job'))?.at).toBe(Date.UTC(2026, 10, 20, 14, 50));
});

test('a note without words says how to write one, and notes nothing', async () => {
  const before = await timeline();
  const answer = await stage.person('ana').command('/incident note 10:35', at);
  await stage.rest();
  expect(answer.text).toContain('/incident note 10:12 rolled back');
  expect(await timeline()).toBe(before);
});

test("the bot's own pinned briefing is no key event", async () => {
  const briefing = messageWith(stage.person('ana'), 'INC-1 · SEV1');
  expect(memo(briefing.ts)).toBe(false);
});
