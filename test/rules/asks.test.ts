import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import { type AskAnswer, openAsks } from '../../src/incident/asks.ts';
import type { Command } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Instant } from '../../src/incident/incident.ts';
import { readAnswer } from '../../src/record/read-answer.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  closed,
  contained,
  dan,
  given,
  resolved,
  roomOpened,
  type Story,
  taken,
} from '../support/given.ts';

const ask = (dueAt: Instant | null = null, text = 'restart the workers', who = ben) =>
  by(ana, { type: 'make_ask', who, text, dueAt, source: null });
const answer = (user: string, given: AskAnswer, id = 1, why = '') =>
  by(user, { type: 'answer_ask', id, answer: given, why });
const look = by('muster', { type: 'remind_asks' });
const asked = (dueAt: Instant | null = null, ...past: readonly IncidentEvent[]): Story =>
  given(roomOpened(), ...past).when(ask(dueAt), at('10:10')).after;
const dueAt = (story: Story) => alarms(story.incident).find(({ name }) => name === 'asks_due')?.at ?? null;
const state = (story: Story, id = 1) => story.incident.asks?.find((known) => known.id === id);
/** Who hears of what happens when `command` is performed, besides the surfaces. */
const told = (story: Story, command: Command, when: Instant) => {
  const { incident } = story.when(command, when).after;
  const last = incident.asks?.[0];
  const events = { overdue: last?.overdue === true, reminded: last?.reminded === true };
  const type = events.overdue ? 'ask_overdue' : 'ask_reminded';
  return consequences(incident, { type, id: 1, at: when, by: 'muster' }).flatMap(({ task }) =>
    task.kind === 'say_ask' ? [`${task.user} ${task.news}`] : [],
  );
};

test('an ask is numbered, and waits for an answer; a hundred at most', () => {
  let story = asked(null);
  expect(state(story)).toMatchObject({ id: 1, who: ben, by: ana, state: 'open', dueAt: null });
  for (let id = 2; id <= 100; id += 1) story = story.when(ask()).after;
  story.when(ask()).refuses({ reason: 'too_many', what: 'asks', most: 100 });
  expect(openAsks(story.incident)).toHaveLength(100);
  // A hundred that are settled do not stay: the state stays small, and numbers go on.
  for (let id = 1; id <= 100; id += 1) story = story.when(answer(ben, 'done', id)).after;
  expect(story.incident.asks).toHaveLength(40);
  expect(story.when(ask()).after.incident.asks?.at(-1)?.id).toBe(101);
});

test('a long text is cut in the state and whole on the record', () => {
  const long = '👩‍👩‍👧‍👦 '.repeat(200);
  const { incident } = given().when(ask(null, long)).after;
  expect(incident.asks?.[0]?.text.length).toBeLessThanOrEqual(300);
  expect(incident.asks?.[0]?.text.endsWith('…')).toBe(true);
});

test.each<[string, Command, object]>([
  ['nothing', ask(null, ' '), { reason: 'empty', what: 'text' }],
  ['a time that is past', ask(at('11:00')), { reason: 'ask_due_past' }],
])('asking for %s is refused', (_, command, refusal) => {
  given()
    .when(command, at('11:00'))
    .refuses(refusal as never);
});

test('asking goes on after it is resolved, and ends when it is closed', () => {
  expect(state(given(...resolved('10:30')).when(ask()).after)?.state).toBe('open');
  given(...resolved('10:30'), closed('10:40'))
    .when(ask())
    .refuses({ reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained', 'resolved'] });
});

test('who was asked answers; that it is done, who asked and the lead can say too', () => {
  const story = asked(null, taken('lead', cho, '10:05'));
  for (const other of [ana, cho, dan]) {
    story.when(answer(other, 'taken')).refuses({ reason: 'not_your_ask', user: ben });
    story.when(answer(other, 'declined', 1, 'x')).refuses({ reason: 'not_your_ask', user: ben });
  }
  story.when(answer(dan, 'done')).refuses({ reason: 'not_your_ask', user: ben });
  for (const may of [ana, ben, cho]) expect(state(story.when(answer(may, 'done')).after)?.state).toBe('done');
  story.when(answer(ben, 'declined', 1, ' ')).refuses({ reason: 'empty', what: 'reason' });
  story.when(answer(ben, 'taken', 7)).refuses({ reason: 'unknown_ask', id: 7 });
  const declined = story.when(answer(ben, 'declined', 1, ' no access ')).after;
  expect(state(declined)).toMatchObject({ state: 'declined', said: { why: 'no access', by: ben } });
  const back = declined.when(answer(ben, 'taken')).after;
  expect(state(back)).toMatchObject({ state: 'taken', said: { why: '' } });
  back.when(answer(ben, 'taken')).refuses({ reason: 'nothing_changed' });
  back
    .when(answer(ben, 'done'))
    .after.when(answer(ben, 'declined', 1, 'x'))
    .refuses({ reason: 'nothing_changed' });
});

test('reminded five minutes before the time, told when it passes, once each', () => {
  const story = asked(at('10:30'));
  expect(dueAt(story)).toBe(at('10:25'));
  story.when(look, at('10:24')).refuses({ reason: 'not_due' });
  const reminded = story.when(look, at('10:25')).gives({ type: 'ask_reminded', id: 1 });
  expect(dueAt(reminded)).toBe(at('10:30'));
  const passed = reminded.when(look, at('10:30')).gives({ type: 'ask_overdue', id: 1 });
  expect(dueAt(passed)).toBeNull();
});

test('a short time is reminded at its half; a clock that is late passes the reminder over', () => {
  expect(dueAt(asked(at('10:14')))).toBe(at('10:12'));
  asked(at('10:30')).when(look, at('10:45')).gives({ type: 'ask_overdue', id: 1 });
});

test('nobody is reminded of what is settled, has no time, or is over', () => {
  expect(dueAt(asked(null))).toBeNull();
  expect(dueAt(asked(at('10:30')).when(answer(ben, 'done'), at('10:12')).after)).toBeNull();
  expect(dueAt(asked(at('10:30')).when(answer(ben, 'declined', 1, 'x'), at('10:12')).after)).toBeNull();
  expect(dueAt(asked(at('10:30')).when(answer(ben, 'taken'), at('10:12')).after)).toBe(at('10:25'));
  const over = asked(at('10:30')).when(by(ana, { type: 'resolve', impactEndedAt: null, note: '' }), at('10:20')).after;
  expect(dueAt(over)).toBeNull();
  over.when(look, at('10:40')).refuses({ reason: 'not_due' });
});

test('the lead hears of a time that passed; where that is who was asked, who asked does', () => {
  expect(told(asked(at('10:30')), look, at('10:25'))).toEqual([`${ben} reminder`]);
  expect(told(asked(at('10:30')), look, at('10:30'))).toEqual([`${ana} overdue`]);
  expect(told(asked(at('10:30'), taken('lead', cho, '10:05')), look, at('10:30'))).toEqual([`${cho} overdue`]);
  expect(told(asked(at('10:30'), taken('lead', ben, '10:05')), look, at('10:30'))).toEqual([`${ana} overdue`]);
});

test('the nearest time comes first, no time last', () => {
  const story = given(contained('10:08'))
    .when(ask(null, 'a'), at('10:10'))
    .after.when(ask(at('10:40'), 'b'), at('10:10'))
    .after.when(ask(at('10:20'), 'c'), at('10:10')).after;
  expect(openAsks(story.incident).map(({ text }) => text)).toEqual(['c', 'b', 'a']);
});

test('an incident of an earlier version has no asks, and takes one', () => {
  const { incident } = given();
  expect(Object.hasOwn(incident, 'asks')).toBe(false);
  expect(openAsks(incident)).toEqual([]);
  given().when(answer(ben, 'done')).refuses({ reason: 'unknown_ask', id: 1 });
});

test.each<[string, AskAnswer | null]>([
  ['done', 'done'],
  ['Done, 4 of 4 are up', 'done'],
  ['ok, all done', 'done'],
  [':white_check_mark:', 'done'],
  ['finished', 'done'],
  ['done in a minute', 'taken'],
  ['almost done', 'taken'],
  ['not done yet', 'taken'],
  ['on it', 'taken'],
  ['looking', 'taken'],
  ['no problem, on it', 'taken'],
  ["can't, no access", 'declined'],
  ["Sorry, I can't", 'declined'],
  ['I cannot reach that host', 'declined'],
  ['no access', 'declined'],
  ['no', 'declined'],
  ['which ones?', null],
  ['done?', null],
  ["can't ben do it?", null],
  [' ', null],
])('the reply “%s” says %s', (text, says) => {
  expect(readAnswer(text)).toBe(says);
});
