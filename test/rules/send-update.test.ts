import { expect, test } from '@jest/globals';
import { alarms } from '../../src/incident/alarms.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { ana, at, ben, by, cho, declaredIncident, given, on, resolved, taken } from '../support/given.ts';

const send = (next: string | null, happened = 'Card payments fail') =>
  by(cho, {
    type: 'send_update',
    happened,
    doing: ' We are rolling back ',
    meanwhile: '',
    nextAt: next === null ? null : at(next),
  });
const miss = by('muster', { type: 'miss_update' });
const dueAt = (incident: Incident) => alarms(incident).find(({ name }) => name === 'update_due')?.at ?? null;

test.each([
  ['sev1', '10:07'],
  ['sev2', '10:12'],
  ['sev3', '12:02'],
  ['sev4', null],
] as const)('the first update of a %s is due at %s', (severity, due) => {
  const { incident } = given(declaredIncident({ severity }));
  expect(dueAt(incident)).toBe(due === null ? null : at(due));
});

test('an update is kept, and the next is due when promised', () => {
  const { incident } = given()
    .when(send('10:40', ' Card payments fail '), at('10:10'))
    .gives({
      type: 'update_sent',
      update: {
        at: at('10:10'),
        by: cho,
        happened: 'Card payments fail',
        doing: 'We are rolling back',
        meanwhile: '',
        nextAt: at('10:40'),
      },
    });
  expect(incident.updates).toHaveLength(1);
  expect(dueAt(incident)).toBe(at('10:40'));
});

test('a promise missed is said once, and an update mends it', () => {
  const missed = given()
    .when(miss, at('10:11'))
    .refuses({ reason: 'not_due' })
    .when(miss, at('10:12'))
    .gives({ type: 'update_missed' })
    .when(miss, at('10:13'))
    .refuses({ reason: 'not_due' });
  expect(missed.incident.updateMissed).toBe(true);
  expect(missed.incident.nextUpdateAt).toBe(at('10:12'));
  expect(dueAt(missed.incident)).toBeNull();

  const mended = missed.when(send('10:45'), at('10:15')).after;
  expect(mended.incident.updateMissed).toBe(false);
  mended.when(miss, at('10:45')).gives({ type: 'update_missed' });
});

test('an update without a promise leaves nothing due', () => {
  const { incident } = given().when(send(null), at('10:10')).after;
  expect(dueAt(incident)).toBeNull();
});

test('after the end an update promises nothing', () => {
  const story = given(...resolved('10:30')).when(send('11:30'), at('10:40')).after;
  expect(story.incident.nextUpdateAt).toBeNull();
  expect(story.incident.updates[0]?.nextAt).toBeNull();
  story.when(miss, at('12:00')).refuses({ reason: 'not_due' });
});

test('resolving takes back that an update was missed', () => {
  const { incident } = given(on('10:12', 'muster', { type: 'update_missed' }), ...resolved('10:30'));
  expect(incident).toMatchObject({ updateMissed: false, nextUpdateAt: null });
});

test.each([
  ['an empty update', send('11:30', ' '), { reason: 'empty', what: 'text' }],
  ['a promise for now', send('11:00'), { reason: 'next_update_past' }],
  ['a promise that is past', send('10:59'), { reason: 'next_update_past' }],
] as const)('%s is refused', (_, command, refusal) => {
  given().when(command).refuses(refusal);
});

test('while somebody is communicator, only they and the lead speak', () => {
  const told = given(taken('communicator', ben, '10:05'));
  const sending = (user: string) =>
    by(user, { type: 'send_update', happened: 'x', doing: '', meanwhile: '', nextAt: null });
  told.when(sending(cho), at('10:10')).refuses({ reason: 'not_speaker', user: ben, since: at('10:05') });
  for (const user of [ben, ana]) expect(told.when(sending(user), at('10:10')).after.incident.updates).toHaveLength(1);
  // Nobody speaks yet: better anybody than nobody.
  expect(given().when(sending(cho), at('10:10')).after.incident.updates).toHaveLength(1);
});
