import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import {
  ana,
  at,
  ben,
  by,
  cancelled,
  closed,
  contained,
  given,
  on,
  resolved,
  roomOpened,
  taken,
} from '../support/given.ts';

const reopen = (reason = 'It is back') => by(ben, { type: 'reopen', reason });
const archived = on('10:50', 'muster', { type: 'room_changed', archivedAt: at('10:50') });
const announcement = { channel: 'C1', ts: '1700000000.000100' };
const announced = on('10:03', 'muster', {
  type: 'surface_posted',
  surface: { kind: 'announcement' },
  message: announcement,
});

test.each([
  ['contained', [contained('10:20')]],
  ['resolved', resolved('10:20')],
  ['closed', [...resolved('10:15'), closed('10:20')]],
  ['cancelled', [cancelled('10:20')]],
] as const)('reopened from %s: impact goes on in a new span, what ended is unset', (from, past) => {
  const { incident } = given(...past)
    .when(reopen(' It is back '), at('10:40'))
    .gives({ type: 'reopened', from, reason: 'It is back', newRoom: false });
  expect(incident.phase).toBe('identifying');
  expect(incident.times).toMatchObject({ started: at('09:58'), contained: null, resolved: null, closed: null });
  expect(incident.impact.at(-1)).toEqual({ from: at('10:40'), to: null });
  expect(incident.impact).toHaveLength(2);
  expect(incident.nextUpdateAt).toBe(at('11:10'));
});

test('a duplicate that was none points nowhere any more', () => {
  const { incident } = given(on('10:20', ana, { type: 'marked_duplicate', of: 7, link: null })).when(reopen()).after;
  expect(incident.duplicateOf).toBeNull();
});

test('who held a role still does', () => {
  const { incident } = given(taken('fixer', ben, '10:05'), ...resolved('10:20')).when(reopen()).after;
  expect(incident.roles).toContainEqual({ role: 'fixer', user: ben, since: at('10:05'), forNow: false });
  expect(incident.vacancies).not.toHaveProperty('fixer');
});

test('a room that was archived is replaced: no bot can bring it back', () => {
  const story = given(roomOpened(), announced, ...resolved('10:15'), closed('10:20'), archived);
  const { incident } = story
    .when(reopen())
    .gives({ type: 'reopened', from: 'closed', reason: 'It is back', newRoom: true, announcement });
  expect(incident.room).toMatchObject({ channel: null, archivedAt: null, briefing: null, announcement: null });
  expect(incident.postmortem).toMatchObject({ thread: null, sections: {} });
});

test('archived while people are at work it is replaced too, and nothing else changes', () => {
  const before = given(roomOpened(), announced, taken('fixer', ben, '10:05'), archived);
  const { incident } = before
    .when(reopen(''))
    .refuses({ reason: 'empty', what: 'reason' })
    .when(reopen('archived by mistake'))
    .gives({ type: 'reopened', from: 'identifying', reason: 'archived by mistake', newRoom: true, announcement });
  const { room, version } = incident;
  expect(room).toMatchObject({ channel: null, archivedAt: null, invited: [ben] });
  expect(incident).toEqual({ ...before.incident, room, version });
});

test('a room about to be archived stays', () => {
  const story = given(roomOpened(), cancelled('10:20'), on('10:25', 'muster', { type: 'archive_due' }));
  const reopenedNow = story.when(reopen()).after;
  expect(reopenedNow.incident.room).toMatchObject({ channel: 'C42', archiving: false });
  reopenedNow.when(by('muster', { type: 'export_kept' })).refuses({ reason: 'not_due' });
});

test('what was settled is open again: the room waits for the new lesson', () => {
  const settled = on('10:20', ana, { type: 'postmortem_settled', state: 'published', reason: '' });
  const story = given(roomOpened(), ...resolved('10:15'), settled, closed('10:25')).when(reopen(), at('10:30')).after;
  expect(story.incident.postmortem.state).toBe('draft');
  const again = story
    .when(by(ana, { type: 'resolve', impactEndedAt: null, note: '' }), at('10:40'))
    .after.when(by(ana, { type: 'close' }), at('10:45')).after;
  expect(alarms(again.incident)).toEqual([]);
});

test.each([
  ['an incident that is open', [], reopen(), { reason: 'already_in_phase', phase: 'identifying' }],
  ['reopening without a reason', resolved('10:20'), reopen(' '), { reason: 'empty', what: 'reason' }],
] as const)('%s is refused', (_, past, command, refusal) => {
  given(...past)
    .when(command)
    .refuses(refusal);
});
