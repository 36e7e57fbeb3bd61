import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { Incident } from '../../src/incident/incident.ts';
import {
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
  reopened,
  resolved,
  taken,
} from '../support/given.ts';

const remind = by('muster', { type: 'remind_unheld' });
const snooze = (roles: readonly string[], minutes: number) =>
  by(ben, { type: 'snooze_reminder', roles, forMs: minutes * minuteMs });
const nextReminder = (incident: Incident) => alarms(incident).find(({ name }) => name === 'unheld_role')?.at ?? null;

test('after five minutes one line names all roles due, lead for now among them; scribe is never asked for', () => {
  const story = given();
  expect(nextReminder(story.incident)).toBe(at('10:07'));
  story
    .when(remind, at('10:06'))
    .refuses({ reason: 'not_due' })
    .when(remind, at('10:07'))
    .gives({ type: 'unheld_reminded', roles: ['lead', 'fixer', 'communicator'] });
});

test('a reminder comes once; roles with a longer patience have their own', () => {
  const story = given().when(remind, at('10:07')).after.when(remind, at('10:08')).refuses({ reason: 'not_due' });
  expect(nextReminder(story.incident)).toBe(at('10:12'));
  const last = story.when(remind, at('10:12')).gives({ type: 'unheld_reminded', roles: ['responder'] });
  expect(nextReminder(last.incident)).toBeNull();
});

test('a clock that was late by an hour says it all in one line', () => {
  given()
    .when(remind, at('11:02'))
    .gives({ type: 'unheld_reminded', roles: ['lead', 'fixer', 'communicator', 'responder'] })
    .when(remind, at('11:03'))
    .refuses({ reason: 'not_due' });
});

test('roles that somebody took are not named', () => {
  given(taken('fixer', ben, '10:03'), taken('lead', cho, '10:04'))
    .when(remind, at('10:07'))
    .gives({ type: 'unheld_reminded', roles: ['communicator'] });
});

test('stepping down begins a new vacancy, with a reminder of its own', () => {
  const story = given(taken('fixer', ben, '10:03'))
    .when(remind, at('10:12'))
    .after.when(by(ben, { type: 'vacate_role', role: 'fixer', user: ben }), at('10:30')).after;
  expect(nextReminder(story.incident)).toBe(at('10:35'));
  story.when(remind, at('10:35')).gives({ type: 'unheld_reminded', roles: ['fixer'] });
});

test('taking over leaves no vacancy behind', () => {
  const story = given(taken('fixer', ben, '10:03'))
    .when(remind, at('10:12'))
    .after.when(by(cho, { type: 'take_over_role', role: 'fixer', from: ben }), at('10:30')).after;
  expect(nextReminder(story.incident)).toBeNull();
});

test('snoozed, it comes back then, once', () => {
  const story = given()
    .when(remind, at('10:12'))
    .after.when(snooze(['lead', 'fixer'], 10), at('10:13'))
    .gives({ type: 'reminder_snoozed', roles: ['lead', 'fixer'], until: at('10:23') });
  expect(nextReminder(story.incident)).toBe(at('10:23'));
  const after = story
    .when(remind, at('10:22'))
    .refuses({ reason: 'not_due' })
    .when(remind, at('10:23'))
    .gives({ type: 'unheld_reminded', roles: ['lead', 'fixer'] });
  expect(nextReminder(after.incident)).toBeNull();
});

test('a snooze ends when the role is taken, and a later one starts afresh', () => {
  const story = given()
    .when(remind, at('10:12'))
    .after.when(snooze(['fixer'], 30), at('10:13'))
    .after.when(by(dan, { type: 'take_role', role: 'fixer' }), at('10:14')).after;
  expect(nextReminder(story.incident)).toBeNull();
  const { incident } = story.when(by(dan, { type: 'vacate_role', role: 'fixer', user: dan }), at('10:15')).after;
  expect(nextReminder(incident)).toBe(at('10:20'));
});

test('only roles that are free can be snoozed', () => {
  given(taken('fixer', ben, '10:03'))
    .when(snooze(['fixer', 'lead'], 10), at('10:10'))
    .gives({ type: 'reminder_snoozed', roles: ['lead'], until: at('10:20') })
    .when(snooze(['fixer', 'constructor'], 10), at('10:10'))
    .refuses({ reason: 'nothing_changed' });
});

test.each([
  ['resolved', resolved('10:04')],
  ['closed', [...resolved('10:04'), closed('10:05')]],
  ['cancelled', [cancelled('10:04')]],
] as const)('an incident that is %s reminds nobody and has nothing to snooze', (_, past) => {
  const story = given(...past);
  expect(nextReminder(story.incident)).toBeNull();
  story
    .when(remind, at('12:00'))
    .refuses({ reason: 'not_due' })
    .when(snooze(['fixer'], 10), at('12:00'))
    .refuses({ reason: 'nothing_changed' });
});

test('contained is still open: reminders go on', () => {
  given(contained('10:04'), on('10:05', ben, { type: 'role_taken', role: 'fixer', user: ben, from: null }))
    .when(remind, at('10:07'))
    .gives({ type: 'unheld_reminded', roles: ['lead', 'communicator'] });
});

test('reopened, the roles that nobody holds are due anew, counted from then', () => {
  const { incident } = given(taken('fixer', ben, '10:03'), ...resolved('10:30'), reopened('11:00'));
  expect(nextReminder(incident)).toBe(at('11:05'));
});
