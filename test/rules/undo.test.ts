import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { Command, CommandBody } from '../../src/incident/commands.ts';
import { consequences } from '../../src/incident/consequences.ts';
import { decide } from '../../src/incident/decide.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { describeEvent } from '../../src/record/describe.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import {
  ana,
  at,
  ben,
  by,
  cancelled,
  cho,
  closed,
  contained,
  dan,
  given,
  minuteMs,
  on,
  resolved,
  roomOpened,
  type Story,
  taken,
} from '../support/given.ts';

/** Of what was set last, as it stands in this story. */
const undo = ({ incident }: Pick<Story, 'incident'>, what: 'phase' | 'severity' = 'phase', user = ana): Command =>
  by(user, { type: 'undo', what, id: incident.undoable?.[what]?.id ?? 0 });
const resolveIt: CommandBody = { type: 'resolve', impactEndedAt: null, note: 'the flag is off' };
const severity = (to: 'sev1' | 'sev2' | 'sev3', user = ana) =>
  by(user, { type: 'set_severity', severity: to, reason: '' });
const names = ({ incident }: Story) =>
  alarms(incident)
    .map(({ name, at: when }) => `${name} ${when}`)
    .sort();

/** The acts that can be taken back, with what went before. */
const acts: readonly (readonly [string, readonly IncidentEvent[], CommandBody, string])[] = [
  ['contained', [], { type: 'contain' }, 'contained was a mistake.'],
  ['resolved', [], resolveIt, 'resolved was a mistake.'],
  ['resolved after contained', [contained('10:20')], resolveIt, 'resolved was a mistake.'],
  ['closed', resolved('10:20'), { type: 'close' }, 'closed was a mistake.'],
  ['cancelled', [contained('10:20')], { type: 'cancel', reason: 'A test' }, 'cancelled was a mistake.'],
  ['a duplicate', [], { type: 'mark_duplicate', of: 7, link: null }, 'duplicate was a mistake.'],
  ['reopened from contained', [contained('10:20')], { type: 'reopen', reason: 'x' }, 'reopened was a mistake.'],
  ['reopened from resolved', resolved('10:20'), { type: 'reopen', reason: 'x' }, 'reopened was a mistake.'],
  [
    'reopened from closed',
    [...resolved('10:15'), closed('10:20')],
    { type: 'reopen', reason: 'x' },
    'reopened was a mistake.',
  ],
  ['reopened from cancelled', [cancelled('10:20')], { type: 'reopen', reason: 'x' }, 'reopened was a mistake.'],
];

test.each(acts)('%s by mistake: phase, times, impact and alarms are as if it had not been', (_, past, body, words) => {
  const story = given(roomOpened(), taken('fixer', ben, '10:05'), ...past);
  const set = story.when(by(ana, body), at('10:30')).after;
  const undone = set.when(undo(set, 'phase', ben), at('10:33')).after;
  const of = ({ phase, times, impact, nextUpdateAt, vacancies, reason, duplicateOf }: Incident) => ({
    ...{ phase, times, impact, nextUpdateAt, vacancies, reason, duplicateOf },
  });
  expect(of(undone.incident)).toEqual(of(story.incident));
  expect(undone.incident.stillInPlace).toBe(story.incident.stillInPlace);
  expect(names(undone)).toEqual(names(story));
  const decision = decide(set.incident, undo(set, 'phase', ben), at('10:33'));
  const [event] = 'events' in decision ? decision.events : [];
  if (event === undefined) throw new Error('nothing happened');
  expect(describeEvent(undone.incident, event)).toBe(`Undone by <@${ben}>: ${words}`);
  expect(entryOf(undone.incident, event)).toMatchObject({ kind: 'phase', keyEvent: true, actor: ben });
  const kinds = consequences(undone.incident, event).map(({ task }) => task.kind);
  expect(kinds).toEqual(expect.arrayContaining(['say_line', 'paint_briefing', 'paint_announcement']));
  // Closing was no news for who follows, so that it was a mistake is none either.
  expect(kinds.includes('say_in_announcement')).toBe(body.type !== 'close');
});

test.each([
  [299_000, null],
  [300_000, null],
  [301_000, { reason: 'undo_too_late', act: 'contained' }],
])('%i ms after it was set', (ms, refused) => {
  const story = given(contained('10:20'));
  const decision = decide(story.incident, undo(story), at('10:20') + ms);
  expect('refused' in decision ? decision.refused : null).toEqual(refused);
});

test('set anew since: only the last can be undone; undone once, by whoever is first, and never back', () => {
  const before = given(contained('10:20'));
  // In the same moment: it is known by its number, not by its time.
  const resolvedSince = before.when(by(ana, resolveIt), at('10:20')).after;
  resolvedSince.when(undo(before), at('10:23')).refuses({ reason: 'undo_overtaken', what: 'phase' });
  resolvedSince
    .when(undo(resolvedSince, 'severity'), at('10:23'))
    .refuses({ reason: 'undo_overtaken', what: 'severity' });
  const undone = resolvedSince.when(undo(resolvedSince), at('10:23')).after;
  expect(undone.incident.phase).toBe('contained');
  undone.when(undo(resolvedSince, 'phase', cho), at('10:24')).refuses({ reason: 'undone_already', user: ana });
  undone.when(undo(before), at('10:24')).refuses({ reason: 'undo_overtaken', what: 'phase' });
});

test('a severity is taken back with what it did to the next update; the other kind in between does not matter', () => {
  const set = given(contained('10:04')).when(severity('sev1'), at('10:05')).after;
  expect(set.incident.nextUpdateAt).toBe(at('10:10'));
  const since = set.when(by(ben, { type: 'reopen', reason: 'x' }), at('10:06')).after;
  const undone = since.when(undo(since, 'severity'), at('10:07')).gives({
    ...{ type: 'undone', what: 'severity', act: 'severity_set' },
    severity: { from: 'sev1', to: 'sev2' },
  });
  expect(undone.incident).toMatchObject({ severity: 'sev2', severityGiven: true, phase: 'identifying' });
  expect(set.when(undo(set, 'severity'), at('10:07')).after.incident.nextUpdateAt).toBe(at('10:12'));
  set
    .when(severity('sev3', ben), at('10:06'))
    .after.when(undo(set, 'severity'), at('10:07'))
    .refuses({ reason: 'undo_overtaken', what: 'severity' });
  set
    .when(by(ana, resolveIt), at('10:06'))
    .after.when(undo(set, 'severity'), at('10:07'))
    .refuses({ reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying', 'contained'] });
});

test('what people said of updates and times in between is kept', () => {
  const update = by(ben, { type: 'send_update', happened: 'x', doing: '', meanwhile: '', nextAt: at('11:30') });
  const raised = given().when(severity('sev1'), at('10:05')).after.when(update, at('10:06')).after;
  expect(raised.when(undo(raised, 'severity'), at('10:07')).after.incident.nextUpdateAt).toBe(at('11:30'));
  const earlier = by(ben, { type: 'correct_time', time: 'started', to: at('09:40'), reason: 'graphs' });
  const story = given(contained('10:20')).when(by(ana, resolveIt), at('10:30')).after.when(earlier, at('10:31')).after;
  const { incident } = story.when(undo(story), at('10:32')).after;
  expect(incident.impact).toEqual([{ from: at('09:40'), to: at('10:20') }]);
  expect(incident.times).toMatchObject({ started: at('09:40'), contained: at('10:20'), resolved: null });
});

test('those who follow hear that a worse severity was a mistake; a lighter one was no news', () => {
  const news = (to: 'sev1' | 'sev3') => {
    const { incident } = given().when(severity(to), at('10:05')).after;
    const decision = decide(incident, undo({ incident }, 'severity'), at('10:06'));
    const [event] = 'events' in decision ? decision.events : [];
    if (event === undefined) throw new Error('nothing happened');
    return consequences(evolve(incident, event), event).map(({ task }) => task.kind);
  };
  expect(news('sev1')).toEqual(expect.arrayContaining(['say_in_announcement', 'paint_topic']));
  expect(news('sev3')).not.toContain('say_in_announcement');
});

test('who stood by or was being asked is awaited again, and the page goes on where it was', () => {
  const steps = [cho, dan, ben].map((user) => ({ user, reason: 'tree' as const, forMs: 5 * minuteMs }));
  const page = by(ana, { type: 'page', whom: 'payments', text: '', steps, pager: null, waitMs: minuteMs });
  const paged = given(roomOpened())
    .when(page, at('10:20'))
    .after.when(by(cho, { type: 'answer_page', page: 1, answer: 'standby' }), at('10:21')).after;
  const over = paged.when(by(ana, resolveIt), at('10:22')).after;
  expect(over.incident.pages?.[0]?.state).toBe('over');
  const decision = decide(over.incident, undo(over), at('10:24'));
  const [event] = 'events' in decision ? decision.events : [];
  if (event === undefined) throw new Error('nothing happened');
  const back = evolve(over.incident, event);
  expect(back.pages).toEqual(paged.incident.pages);
  expect(alarms(back)).toContainEqual(expect.objectContaining({ name: 'page_silent', at: at('10:26') }));
  const tasks = consequences(back, event).map(({ task }) => task);
  expect(tasks).toContainEqual({ kind: 'say_awaited', user: cho });
  expect(tasks).toContainEqual({ kind: 'ask_to_come', page: 1, user: dan });
  expect(tasks.filter(({ kind }) => kind === 'ask_to_come' || kind === 'say_awaited')).toHaveLength(2);
});

test('undoing that it came back releases who was asked to come meanwhile', () => {
  const steps = [{ user: cho, reason: 'named' as const, forMs: 5 * minuteMs }];
  const story = given(...resolved('10:20'))
    .when(by(ben, { type: 'reopen', reason: 'x' }), at('10:30'))
    .after.when(by(ben, { type: 'page', whom: '', text: '', steps, pager: null, waitMs: minuteMs }), at('10:31')).after;
  const decision = decide(story.incident, undo(story), at('10:32'));
  const [event] = 'events' in decision ? decision.events : [];
  if (event === undefined) throw new Error('nothing happened');
  const back = evolve(story.incident, event);
  expect(consequences(back, event).map(({ task }) => task)).toContainEqual({ kind: 'release', user: cho });
});

test('the draft that was begun is kept, and who was asked is not asked again', () => {
  const story = given(roomOpened()).when(by(ana, resolveIt), at('10:30')).after;
  const asked = story.when(by('muster', { type: 'participants_found', users: [ana, ben] }), at('10:30')).after;
  const undone = asked.when(undo(asked), at('10:31')).after;
  expect(undone.incident.postmortem).toMatchObject({ state: 'draft', asked: [ana, ben] });
  const later = undone.when(by(ana, resolveIt), at('10:50')).after;
  later
    .when(by('muster', { type: 'participants_found', users: [ana, ben, cho] }), at('10:50'))
    .gives({ type: 'memories_asked', users: [cho] });
});

test('a new room stays: going on there cannot be undone, nor what was set before', () => {
  const archived = on('10:21', 'muster', { type: 'room_changed', archivedAt: at('10:21') });
  const story = given(roomOpened(), ...resolved('10:20'), archived);
  const moved = story.when(by(ben, { type: 'reopen', reason: 'x' }), at('10:22')).after;
  for (const set of [story, moved]) {
    moved.when(undo(set), at('10:23')).refuses({ reason: 'undo_overtaken', what: 'phase' });
  }
});

test('an incident of an earlier version has nothing to undo', () => {
  expect(Object.hasOwn(given().incident, 'undoable')).toBe(false);
  given().when(undo(given())).refuses({ reason: 'undo_overtaken', what: 'phase' });
});
