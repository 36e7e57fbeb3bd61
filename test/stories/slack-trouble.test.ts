import { afterEach, expect, test } from '@jest/globals';
import { at, botPosts, briefingOf, openRoom, room, roomText, title } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Slack has a bad day: the incident goes on, nothing is posted twice, and the briefing says what could not be done.

let stage: Stage;
afterEach(() => stage.close());

const once = (words: string, channel = room) =>
  botPosts(stage.person('ana'), channel).filter((message) => message.text.includes(words)).length;

async function declared(): Promise<void> {
  await openRoom(stage);
  await stage.pass(3 * minute);
}

/** The room is whole: one briefing, pinned; one checklist; one announcement. */
function whole(): void {
  expect(briefingOf(stage.person('ana'))).toContain(`INC-1 · SEV1 · ${title}`);
  expect(once('INC-1 · SEV1')).toBe(1);
  expect(once('Was something deployed shortly before?')).toBe(1);
  expect(once('INC-1 · SEV1', 'incidents')).toBe(1);
  expect(stage.sandbox.channelNames.filter((name) => name.startsWith('inc-'))).toEqual([room]);
}

const opening = [
  'conversations.create',
  'conversations.invite',
  'chat.postMessage',
  'pins.add',
  'conversations.setTopic',
];

test.each([
  ['asks to wait', { rateLimit: 20 }],
  ['answers 500', { status: 500 }],
  ['loses its replies', { loseReply: true }],
  ['says internal_error', { error: 'internal_error' }],
])('Slack %s while the room opens', async (_words, fault) => {
  stage = await openStage();
  for (const method of opening) stage.sandbox.faults.next(method, fault);
  await declared();
  whole();
});

test('the reply to every post is lost once: each line stands once', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const ben = stage.person('ben');
  stage.sandbox.faults.next('chat.postMessage', { loseReply: true }, { times: 2 });
  await ben.press('Take fixer', at);
  await ben.command('/incident contained', at);
  await stage.rest();
  await stage.pass(3 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(once('Contained at')).toBe(1);
  whole();
});

test('an announcement that is refused for good holds nothing up, and is said on the briefing', async () => {
  stage = await openStage();
  const announced = (args: Record<string, unknown>) => String(args.channel).includes('incidents');
  stage.sandbox.faults.chance('chat.postMessage', 1, { error: 'restricted_action' }, { when: announced });
  await declared();
  const briefing = briefingOf(stage.person('ana'));
  expect(briefing).toMatch(/announce/i);
  expect(briefing).toContain('restricted_action');
  await stage.person('ana').press('Take lead', at);
  await stage.rest();
  expect(roomText(stage.person('ana'))).toContain('@ana is lead.');
});

test('a pin that is refused for good is said on the briefing', async () => {
  stage = await openStage();
  stage.sandbox.faults.chance('pins.add', 1, { error: 'not_pinnable' });
  await declared();
  const briefing = stage
    .person('ana')
    .reads(room)
    .find((message) => message.text.startsWith('INC-1 · SEV1'));
  expect(briefing?.pinned).toBe(false);
  expect(briefing?.text).toMatch(/not_pinnable/);
});

test('somebody who cannot be invited does not keep the others out', async () => {
  stage = await openStage({ config: 'severities:\n  sev1:\n    invite: [ "U0NOBODYHERE" ]\n' });
  await declared();
  expect(stage.sandbox.channel(room).memberNames).toContain('ana');
  whole();
  expect(briefingOf(stage.person('ana'))).toMatch(/U0NOBODYHERE|user_not_found|could not/i);
});

test('Slack is away for ten minutes: what was done meanwhile arrives afterwards, once', async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  stage.sandbox.faults.chance('*', 1, { status: 503 });
  await stage.person('ben').press('Take fixer', at);
  await stage.pass(10 * minute);
  expect(once('@ben is fixer.')).toBe(0);
  stage.sandbox.faults.clear();
  await stage.pass(20 * minute);
  expect(once('@ben is fixer.')).toBe(1);
  expect(briefingOf(stage.person('ana'))).toMatch(/Fixer +@ben/);
  whole();
});
