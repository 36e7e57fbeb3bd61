import { expect, test } from '@jest/globals';
import { consequences } from '../../src/incident/consequences.ts';
import type { EventBody, IncidentEvent } from '../../src/incident/events.ts';
import { evolve } from '../../src/incident/evolve.ts';
import { newsOf, spokenFor } from '../../src/incident/followers.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  closed,
  contained,
  dan,
  declaredIncident,
  given,
  on,
  policy,
  resolved,
  roomOpened,
  taken,
} from '../support/given.ts';

const follow = { type: 'follow', inRoom: false, leaving: false } as const;
const followed = (user: string, clock = '10:10', leaving = false): IncidentEvent =>
  on(clock, user, { type: 'followed', leaving });
const shown = (user: string, heard: string, ts = '1.1'): IncidentEvent =>
  on('10:11', 'muster', {
    type: 'surface_posted',
    surface: { kind: 'follower', user, heard },
    message: { channel: 'D1', ts },
  });

/** What followers are told of it, as `surface: kind`. */
function told(past: readonly IncidentEvent[], event: IncidentEvent): readonly string[] {
  const after = evolve(given(...past).incident, event);
  return consequences(after, event)
    .filter(({ task }) => /follower|take_out/.test(task.kind))
    .map(({ surface, task }) => `${surface} ${task.kind}`);
}

test('who follows already and leaves the room follows once', () => {
  const { followers } = given(followed(ben), followed(ben, '10:12', true)).incident;
  expect(followers).toMatchObject([{ user: ben, since: at('10:10') }]);
});

test('who follows is told; pressing again is refused, leaving the room is not', () => {
  given().when(by(ben, follow)).gives({ type: 'followed', leaving: false });
  given(followed(ben))
    .when(by(ben, follow))
    .refuses({ reason: 'already_following', since: at('10:10') });
  given(followed(ben))
    .when(by(ben, { ...follow, inRoom: true, leaving: true }))
    .gives({ type: 'followed', leaving: true });
  given()
    .when(by(ben, { ...follow, leaving: true }))
    .gives({ type: 'followed', leaving: false });
  given()
    .when(by(ben, { ...follow, inRoom: true }))
    .refuses({ reason: 'in_the_room', roles: [] });
});

test('role holders are needed in the room, lead for now too', () => {
  const leave = { ...follow, inRoom: true, leaving: true };
  given()
    .when(by(ana, leave))
    .refuses({ reason: 'holds_roles', roles: ['lead'] });
  given(taken('fixer', ben, '10:05'), taken('scribe', ben, '10:06'))
    .when(by(ben, leave))
    .refuses({ reason: 'holds_roles', roles: ['fixer', 'scribe'] });
  // A role can be held from outside the room: following is then no leaving.
  given(taken('fixer', ben, '10:05'))
    .when(by(ben, follow))
    .gives({ type: 'followed', leaving: false });
});

test('private, switched off, over: nobody follows', () => {
  given(declaredIncident({ private: true }))
    .when(by(ben, follow))
    .refuses({ reason: 'not_followed' });
  given(declaredIncident({ policy: { ...policy, follow: false } }))
    .when(by(ben, follow))
    .refuses({ reason: 'not_followed' });
  given(...resolved('10:40'))
    .when(by(ben, follow))
    .gives({ type: 'followed', leaving: false });
  given(...resolved('10:40'), closed('10:50'))
    .when(by(ben, follow))
    .refuses({ reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained', 'resolved'] });
});

test('following ends once, with what was posted; an old coming ends no newer following', () => {
  const end = (before: number | null) => by('muster', { type: 'end_follow', user: ben, why: 'entered', before });
  const story = given(followed(ben), shown(ben, 'sev2 identifying'), shown(ben, 'sev1 identifying', '2.2'));
  story.when(end(at('10:09'))).refuses({ reason: 'nothing_changed' });
  story
    .when(end(at('10:12')))
    .gives({ type: 'follow_ended', user: ben, why: 'entered', dm: 'D1', posts: ['1.1', '2.2'] })
    .when(end(null))
    .refuses({ reason: 'not_following' });
});

test('an incident of an earlier version has no followers and no guests', () => {
  const { followers: _followers, guests: _guests, ...old } = given().incident;
  expect(evolve(old, followed(ben)).followers).toHaveLength(1);
  expect(evolve(old, on('10:10', 'muster', { type: 'guest_came', user: ben, kind: 'guest' })).guests).toHaveLength(1);
  expect(consequences(evolve(old, contained('10:20')), contained('10:20')).length).toBeGreaterThan(0);
});

test('severity and phase are news on a surface of their own; the rest is edited in', () => {
  const past = [roomOpened(), followed(cho), followed(dan)];
  const news = [`follower:${cho} paint_follower`, `follower:${dan} paint_follower`];
  const edit = [`follower-card:${cho} paint_follower`, `follower-card:${dan} paint_follower`];
  const update = { at: at('10:20'), by: ana, happened: 'x', doing: '', meanwhile: '', nextAt: null };
  const table: readonly (readonly [EventBody, readonly string[]])[] = [
    [{ type: 'severity_set', from: 'sev2', to: 'sev3', reason: '' }, news],
    [{ type: 'contained', unanswered: [] }, news],
    [{ type: 'resolved', impactEndedAt: at('10:20'), unanswered: [], note: '' }, news],
    [{ type: 'reopened', from: 'resolved', reason: 'x', newRoom: false }, news],
    [{ type: 'cancelled', reason: 'x' }, news],
    [{ type: 'closed', unanswered: [] }, edit],
    [{ type: 'update_sent', update }, edit],
    [{ type: 'title_set', from: 'a', to: 'b', reason: '' }, edit],
    [{ type: 'role_taken', role: 'communicator', user: ben, from: null }, edit],
    [{ type: 'role_taken', role: 'scribe', user: ben, from: null }, []],
    [{ type: 'note_added', text: 'x', happenedAt: at('10:20') }, []],
  ];
  for (const [body, expected] of table)
    expect([body.type, told(past, on('10:20', ana, body))]).toEqual([body.type, expected]);
});

test('who leaves the room is taken out after the message that says so', () => {
  expect(told([roomOpened()], followed(ben, '10:10', true))).toEqual([
    `follower:${ben} paint_follower`,
    `follower:${ben} take_out`,
  ]);
});

test('a message on its way when it ended, or when the incident was made private, is taken back', () => {
  expect(told([followed(ben)], shown(ben, 'sev2 identifying'))).toEqual([]);
  expect(told([], shown(ben, 'sev2 identifying'))).toEqual([`follower:${ben} dismiss_follower`]);
  const hidden = on('10:12', ana, { type: 'room_made_private', announcement: null });
  expect(told([followed(ben), hidden], shown(ben, 'sev2 identifying'))).toEqual([`follower:${ben} dismiss_follower`]);
  expect(told([followed(ben), followed(cho)], hidden)).toEqual([
    `follower:${ben} dismiss_follower`,
    `follower:${cho} dismiss_follower`,
  ]);
});

test('closing is no news beside resolving; a change back and forth is none either', () => {
  const open = given().incident;
  expect(newsOf({ ...open, phase: 'closed' })).toBe(newsOf({ ...open, phase: 'resolved' }));
  expect(newsOf({ ...open, phase: 'contained' })).not.toBe(newsOf(open));
});

test('questions go to the communicator, else to who leads, else to who declared', () => {
  expect(spokenFor(given().incident)).toEqual([{ user: ana, role: 'lead' }]);
  expect(spokenFor(given(taken('communicator', dan, '10:06')).incident)).toEqual([{ user: dan, role: 'communicator' }]);
  expect(spokenFor({ ...given().incident, roles: [] })).toEqual([{ user: ana, role: null }]);
  expect(spokenFor({ ...given().incident, roles: [], declaredBy: 'muster' })).toEqual([]);
});

test('guests come and go once', () => {
  const greet = by('muster', { type: 'greet_guest', user: cho, kind: 'stranger' });
  const off = by('muster', { type: 'see_guest_off', user: cho });
  given()
    .when(greet)
    .gives({ type: 'guest_came', user: cho, kind: 'stranger' })
    .when(greet)
    .refuses({ reason: 'nothing_changed' })
    .when(off)
    .gives({ type: 'guest_left', user: cho, kind: 'stranger' })
    .when(off)
    .refuses({ reason: 'nothing_changed' });
});
