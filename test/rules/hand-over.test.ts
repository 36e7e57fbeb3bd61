import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { Command } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import { decide } from '../../src/incident/decide.ts';
import type { EventBody } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Handover } from '../../src/incident/handovers.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { describeEvent } from '../../src/record/describe.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import { holders } from '../../src/slack/views/holders.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  dan,
  declaredIncident,
  given,
  minuteMs,
  offered,
  policy,
  type Story,
  taken,
} from '../support/given.ts';

// Cho is scribe since 10:05 and offers that to Dan at 10:20; nobody has answered for five minutes.

const waiting = { ...policy, handoverAnswerMs: 5 * minuteMs };
const declared = declaredIncident({ policy: waiting });
const scribe = taken('scribe', cho, '10:05');
const offering = (to = dan, text = 'the rollback runs', role = 'scribe'): Command =>
  by(cho, { type: 'hand_over', role, to, text });
const accept = (user = dan, id = 1) => by(user, { type: 'accept_handover', id });
const decline = (user = dan, id = 1) => by(user, { type: 'decline_handover', id });
const again = (user = cho) => by(user, { type: 'ask_handover_again', id: 1 });
const look = by('muster', { type: 'remind_handovers' });
const open = () => given(declared, scribe, offered);
const last = ({ incident }: Story): Handover | undefined => incident.handovers?.at(-1);
const dueAt = ({ incident }: Story) => alarms(incident).find(({ name }) => name === 'handover_silent')?.at ?? null;
const holding = ({ incident }: Story, role = 'scribe') =>
  incident.roles.filter((held) => held.role === role).map(({ user }) => user);

/** What Slack is told of it: `say_handover UCHO handover_declined`. */
function told({ incident }: Story, command: Command, now = at('10:22')): readonly string[] {
  const decision = decide(incident, command, now);
  if ('refused' in decision) throw new Error(decision.refused.reason);
  let state: Incident = incident;
  return decision.events.flatMap((event) => {
    state = evolve(state, event);
    return consequences(state, event).flatMap(({ task }) => {
      if (task.kind === 'say_handover') return [`${task.kind} ${task.user} ${task.news}`];
      if (task.kind === 'paint_handover') return [`${task.kind} ${task.handover}`];
      if (task.kind === 'say_line') return [describeEvent(state, task.event) ?? ''];
      return task.kind === 'invite' ? [`invite ${task.who.join()}`] : [];
    });
  });
}

test('offered: the leaver holds it still, and the briefing says to whom it is offered', () => {
  const story = given(declared, scribe).when(offering(dan, ' the rollback runs '), at('10:20')).after;
  expect(last(story)).toEqual(offered.handover);
  expect(holding(story)).toEqual([cho]);
  expect(holders(story.incident, 'scribe')).toBe(`<@${cho}> (offers it to <@${dan}>)`);
  expect(told(given(declared, scribe), offering())).toEqual(['paint_handover 1']);
});

test('accepted: the role is theirs, one line in the room, both on the record', () => {
  const story = open()
    .when(accept(), at('10:22'))
    .gives(
      { type: 'handover_accepted', id: 1 },
      { type: 'role_taken', role: 'scribe', user: dan, from: cho, stands: 'the rollback runs' },
    );
  expect(holding(story)).toEqual([dan]);
  expect(story.incident.pastRoles).toEqual([{ role: 'scribe', user: cho, from: at('10:05'), to: at('10:22') }]);
  expect(told(open(), accept())).toEqual([
    'paint_handover 1',
    `invite ${dan}`,
    `<@${dan}> took scribe over from <@${cho}>. What stands: the rollback runs.`,
  ]);
  expect(entryOf(open().incident, offered)).toMatchObject({
    kind: 'role',
    actor: cho,
    text: `<@${cho}> offers scribe to <@${dan}>. What stands: the rollback runs.`,
  });
  const accepted = { type: 'handover_accepted', id: 1, at: at('10:22'), by: dan } as const;
  expect(entryOf(story.incident, accepted)).toMatchObject({ kind: 'role', actor: dan });
});

test('a long text is one short line in the room, and whole on the record', () => {
  const story = given(declared, scribe).when(offering(dan, `${'line\n'.repeat(900)}end`), at('10:20')).after;
  expect(last(story)?.text.length).toBeLessThanOrEqual(2800);
  const [, , line = ''] = told(story, accept());
  expect(line.length).toBeLessThan(330);
  expect(line).not.toContain('\n');
});

test('of several lines the first is read in the room', () => {
  const story = given(declared, scribe).when(
    offering(dan, '  The rollback runs\nTimes: Asia/Seoul.'),
    at('10:20'),
  ).after;
  expect(told(story, accept()).at(-1)).toMatch(/What stands: The rollback runs\.$/);
});

test('lead for now can be handed over; what somebody takes by hand ends the offer', () => {
  const story = given(declared).when(
    by(ana, { type: 'hand_over', role: 'lead', to: ben, text: 'x' }),
    at('10:20'),
  ).after;
  expect(holding(story.when(accept(ben), at('10:21')).after, 'lead')).toEqual([ben]);
  const lost = story.when(by(dan, { type: 'take_role', role: 'lead' }), at('10:21')).after;
  expect(last(lost)).toMatchObject({ state: 'ended', why: 'taken_over' });
});

test.each<[string, Story, Command, object]>([
  ['of a role that there is not', given(declared, scribe), offering(dan, 'x', 'pilot'), { reason: 'unknown_role' }],
  ['by somebody else', given(declared), offering(), { reason: 'not_held', role: 'scribe', user: cho }],
  ['to oneself', given(declared, scribe), offering(cho), { reason: 'handover_to_yourself' }],
  [
    'to who holds it too',
    given(declared, taken('responder', cho, '10:05'), taken('responder', dan, '10:06')),
    offering(dan, 'x', 'responder'),
    { reason: 'already_theirs', role: 'responder', user: dan },
  ],
  ['without a word', given(declared, scribe), offering(dan, ' '), { reason: 'empty', what: 'text' }],
])('an offer %s is refused', (_, { incident }, command, refused) => {
  expect(decide(incident, command, at('10:30'))).toMatchObject({ refused });
});

test('only the taker answers, once; a second click is told how it stands', () => {
  const story = open();
  story.when(accept(ben)).refuses({ reason: 'not_your_handover', user: dan });
  story.when(decline(cho)).refuses({ reason: 'not_your_handover', user: dan });
  story.when(accept(dan, 2)).refuses({ reason: 'unknown_handover' });
  const accepted = story.when(accept(), at('10:22')).after;
  for (const click of [accept(), decline()]) {
    accepted.when(click).refuses({ reason: 'handover_settled', state: 'accepted' });
  }
  const declined = story.when(decline(), at('10:22')).gives({ type: 'handover_declined', id: 1 });
  declined.when(accept()).refuses({ reason: 'handover_settled', state: 'declined' });
  expect(holding(declined)).toEqual([cho]);
  expect(told(open(), decline())).toEqual(['paint_handover 1', `say_handover ${cho} handover_declined`]);
});

test('nobody answers: the leaver is told once, asks again, and is told once more', () => {
  expect(dueAt(open())).toBe(at('10:25'));
  open().when(look, at('10:24')).refuses({ reason: 'not_due' });
  open().when(again(), at('10:24')).refuses({ reason: 'nothing_changed' });
  expect(told(open(), look, at('10:25'))).toEqual([`say_handover ${cho} handover_unanswered`]);
  const silent = open().when(look, at('10:25')).gives({ type: 'handover_unanswered', id: 1 });
  expect(dueAt(silent)).toBeNull();
  silent.when(look, at('10:29')).refuses({ reason: 'not_due' });
  silent.when(again(dan), at('10:30')).refuses({ reason: 'not_your_handover', user: cho });
  const asked = silent.when(again(), at('10:30')).gives({ type: 'handover_asked_again', id: 1 });
  expect(dueAt(asked)).toBe(at('10:35'));
  expect(told(silent, again(), at('10:30'))).toEqual([`say_handover ${dan} handover_asked_again`]);
  expect(holding(asked.when(accept(), at('10:36')).after)).toEqual([dan]);
});

test('the lead asks somebody else for the role: the offer stands until they accept', () => {
  const asked = open().when(by(ana, { type: 'assign_role', role: 'scribe', user: ben }), at('10:21')).after;
  expect(last(asked)).toMatchObject({ state: 'open' });
  const taken = asked.when(by(ben, { type: 'answer_role', id: 1, answer: 'accept' }), at('10:22')).after;
  expect(last(taken)).toMatchObject({ state: 'ended', why: 'taken_over' });
});

test('switched off, nobody looks; an incident of an earlier version knows of no offers', () => {
  const never = given(declaredIncident(), scribe, offered);
  expect(dueAt(never)).toBeNull();
  never.when(look).refuses({ reason: 'not_due' });
  expect(Object.hasOwn(given(declared).incident, 'handovers')).toBe(false);
  given(declared).when(accept()).refuses({ reason: 'unknown_handover' });
});

const both = [`say_handover ${cho} handover_ended`, `say_handover ${dan} handover_ended`];
test.each<[string, Command, string, readonly string[]]>([
  ['somebody else takes it over', by(ben, { type: 'take_over_role', role: 'scribe', from: cho }), 'taken_over', both],
  ['the leaver steps down', by(cho, { type: 'vacate_role', role: 'scribe', user: cho }), 'vacated', both.slice(1)],
  ['it is resolved', by(ana, { type: 'resolve', impactEndedAt: null, note: '' }), 'over', both],
  ['it is a false alarm, says the leaver', by(cho, { type: 'cancel', reason: 'x' }), 'over', both.slice(1)],
  ['it is a duplicate', by(ana, { type: 'mark_duplicate', of: 7, link: null }), 'over', both],
  [
    'the taker has no account any more',
    by('muster', { type: 'release_holder', user: dan }),
    'taker_left',
    [both[0] ?? ''],
  ],
  [
    'Slack delivers nothing to them',
    by('muster', { type: 'handover_unreachable', id: 1 }),
    'taker_left',
    [both[0] ?? ''],
  ],
  ['the leaver has no account any more', by('muster', { type: 'release_holder', user: cho }), 'vacated', both],
  [
    'the taker takes it by other means',
    by(dan, { type: 'take_over_role', role: 'scribe', from: cho }),
    'holds_it',
    [both[0] ?? ''],
  ],
])('the offer ends, and who does not know hears it: %s', (_, command, why, news) => {
  const story = open().when(command, at('10:22')).after;
  expect(last(story)).toMatchObject({ state: 'ended', why });
  expect(told(open(), command).filter((errand) => errand.startsWith('say_handover'))).toEqual(news);
  story.when(accept()).refuses({ reason: 'handover_settled', state: 'ended' });
  expect(dueAt(story)).toBeNull();
});

test('offered to another, the first hears that it is not theirs any more; anew to the same, nobody does', () => {
  const other = open().when(offering(ben), at('10:22')).after;
  expect(other.incident.handovers?.map(({ to, state, why }) => [to, state, why])).toEqual([
    [dan, 'ended', 'replaced'],
    [ben, 'open', null],
  ]);
  expect(told(open(), offering(ben))).toEqual([
    'paint_handover 1',
    `say_handover ${dan} handover_ended`,
    'paint_handover 2',
  ]);
  expect(told(open(), offering(dan, 'new'))).toEqual(['paint_handover 1', 'paint_handover 2']);
});

test('several offers side by side: of one person and of two, to the same', () => {
  const two = given(declared, scribe, taken('fixer', cho, '10:06'))
    .when(offering(dan, 'a'), at('10:20'))
    .after.when(offering(dan, 'b', 'fixer'), at('10:20')).after;
  expect(two.incident.handovers?.map(({ state }) => state)).toEqual(['open', 'open']);
  const one = two.when(accept(dan, 2), at('10:21')).after;
  expect([holding(one, 'fixer'), holding(one)]).toEqual([[dan], [cho]]);
  expect(one.incident.handovers?.map(({ state }) => state)).toEqual(['open', 'accepted']);
  // Two responders would both give way to Dan: he needs the role once.
  const both = given(declared, taken('responder', cho, '10:05'), taken('responder', ben, '10:06'))
    .when(offering(dan, 'a', 'responder'), at('10:20'))
    .after.when(by(ben, { type: 'hand_over', role: 'responder', to: dan, text: 'b' }), at('10:20'))
    .after.when(accept(dan, 1), at('10:21')).after;
  expect(holding(both, 'responder')).toEqual([ben, dan]);
  expect(last(both)).toMatchObject({ state: 'ended', why: 'holds_it' });
});

test('settled ones do not pile up, and numbers go on', () => {
  let story = given(declared, scribe);
  for (let id = 1; id <= 12; id += 1) {
    story = story.when(offering(), at('10:20')).after.when(decline(dan, id), at('10:21')).after;
  }
  expect(story.incident.handovers?.map(({ id }) => id)).toEqual([9, 10, 11, 12]);
});

test('it is offered while people are at work, and not afterwards', () => {
  const over = given(declared, scribe).when(
    by(ana, { type: 'resolve', impactEndedAt: null, note: '' }),
    at('10:30'),
  ).after;
  over.when(offering()).refuses({ reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying', 'contained'] });
});

test.each<[EventBody, string]>([
  [{ type: 'handover_unanswered', id: 1 }, 'has not answered whether they take scribe over'],
  [{ type: 'handover_declined', id: 1 }, 'cannot take scribe over'],
  [{ type: 'handover_asked_again', id: 1 }, 'again to take scribe over'],
  [{ type: 'handover_ended', id: 1, why: 'over' }, 'that has ended: the incident is over.'],
])('the record tells what became of it: %j', (body, words) => {
  const event = { ...body, at: at('10:30'), by: dan };
  expect(entryOf(evolve(open().incident, event), event)?.text).toContain(words);
});
