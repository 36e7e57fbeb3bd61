import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { Instant } from '../../src/incident/incident.ts';
import { entryOf } from '../../src/record/entry-of-event.ts';
import {
  ana,
  at,
  ben,
  by,
  cho,
  closed,
  declaredIncident,
  given,
  minuteMs,
  on,
  policy,
  resolved,
  roomOpened,
  type Story,
  taken,
} from '../support/given.ts';

const onCall = { ...policy, callLink: 'https://meet.example', callSilenceMs: 10 * minuteMs };
const call = (...past: readonly IncidentEvent[]) => given(declaredIncident({ policy: onCall }), roomOpened(), ...past);
const look = by('muster', { type: 'look_for_silence' });
const found = (lastAt: Instant | null) => by('muster', { type: 'silence_found', lastAt });
const lookAt = (story: Story) => alarms(story.incident).find(({ name }) => name === 'call_silence')?.at ?? null;

test('a decision is a key event at its own time, and changes nothing else', () => {
  const decided = { text: 'go back to 4.11', why: 'no change of the schema', who: ana, happenedAt: at('10:20') };
  const before = given();
  const { incident } = before
    .when(by(cho, { type: 'record_decision', ...decided, text: ' go back to 4.11 ' }), at('10:30'))
    .gives({ type: 'decided', ...decided });
  expect(incident).toEqual({ ...before.incident, version: 2 });
  expect(entryOf(incident, on('10:30', cho, { type: 'decided', ...decided }))).toMatchObject({
    ...{ at: at('10:20'), kind: 'decision', keyEvent: true, actor: cho },
    text: expect.stringMatching(
      /^Decided at .* by <@UANA> \(noted by <@UCHO>\): go back to 4\.11\. Why: no change of the schema\.$/,
    ),
  });
});

test('what is no decision yet', () => {
  const decision = { type: 'record_decision', text: 'x', why: '', who: null, happenedAt: at('10:30') } as const;
  given()
    .when(by(ana, { ...decision, text: ' ' }))
    .refuses({ reason: 'empty', what: 'text' });
  given().when(by(ana, decision), at('10:29')).refuses({ reason: 'time_ahead', time: 'decision' });
  given(...resolved('10:30'), closed('10:40'))
    .when(by(ana, decision))
    .refuses({ reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained', 'resolved'] });
});

test('only with a call, a room and while it is open is the room looked at for silence', () => {
  expect(lookAt(call())).toBe(at('10:12'));
  expect(lookAt(given(roomOpened()))).toBeNull();
  expect(lookAt(given(declaredIncident({ policy: onCall })))).toBeNull();
  expect(lookAt(given(declaredIncident({ policy: { ...onCall, callSilenceMs: null } }), roomOpened()))).toBeNull();
  expect(lookAt(call(...resolved('10:05')))).toBeNull();
  expect(lookAt(call(on('10:05', ana, { type: 'room_changed', archivedAt: at('10:05') })))).toBeNull();
  // A policy of an earlier version knows nothing of it.
  expect(
    lookAt(given(declaredIncident({ policy: { ...policy, callLink: 'https://meet.example' } }), roomOpened())),
  ).toBeNull();
});

test('while people write, the next look is when their last words are ten minutes old', () => {
  const looked = call().when(look, at('10:12')).gives({ type: 'silence_looked_for' });
  expect(lookAt(looked)).toBe(at('10:22'));
  const heard = looked.when(found(at('10:09')), at('10:12')).gives({ type: 'room_heard', since: at('10:09') });
  expect(lookAt(heard)).toBe(at('10:19'));
});

test('a silence is asked about once; the next one again', () => {
  const asked = call()
    .when(look, at('10:15'))
    .after.when(found(at('10:04')), at('10:15'))
    .gives({ type: 'call_asked', user: ana, since: at('10:04') });
  expect(lookAt(asked)).toBe(at('10:25'));
  const again = asked.when(look, at('10:25')).after;
  again.when(found(at('10:04')), at('10:25')).refuses({ reason: 'not_due' });
  expect(lookAt(again)).toBe(at('10:35'));
  again.when(found(at('10:24')), at('10:35')).gives({ type: 'call_asked', user: ana, since: at('10:24') });
});

test('the scribe is asked, else the lead, else nobody', () => {
  const asks = (story: Story) => story.when(look, at('10:30')).after.when(found(null), at('10:30'));
  asks(call()).gives({ type: 'call_asked', user: ana, since: at('10:02') });
  asks(call(taken('scribe', cho, '10:05'))).gives({ type: 'call_asked', user: cho, since: at('10:02') });
  asks(given(declaredIncident({ policy: onCall, by: 'muster' }), roomOpened())).refuses({ reason: 'not_due' });
});

test('put off for a while, or for the whole incident', () => {
  const later = call().when(by(ben, { type: 'quiet_call', forMs: 30 * minuteMs }), at('10:20')).after;
  expect(lookAt(later)).toBe(at('10:50'));
  const never = later.when(by(ben, { type: 'quiet_call', forMs: null }), at('10:20')).after;
  expect(lookAt(never)).toBeNull();
  never.when(found(null), at('11:30')).refuses({ reason: 'not_due' });
  never.when(by(ben, { type: 'quiet_call', forMs: null })).refuses({ reason: 'nothing_changed' });
});
