import { expect, test } from '@jest/globals';
import type { Severity } from '../../src/incident/policy.ts';
import { ana, at, ben, by, cancelled, declaredIncident, given, on, resolved } from '../support/given.ts';

const set = (severity: Severity, reason = '') => by(ben, { type: 'set_severity', severity, reason });

test('worse: the next update is brought forward', () => {
  const story = given(declaredIncident({ severity: 'sev3' }));
  expect(story.incident.nextUpdateAt).toBe(at('12:02'));
  const { incident } = story
    .when(set('sev1', ' EU and US hit '), at('10:10'))
    .gives({ type: 'severity_set', from: 'sev3', to: 'sev1', reason: 'EU and US hit' });
  expect(incident.severity).toBe('sev1');
  // Nobody outside has heard anything yet: the first update of a sev1 is due after five minutes.
  expect(incident.nextUpdateAt).toBe(at('10:15'));
});

test('worse after an update was sent: the rhythm counts, from now', () => {
  const update = { at: at('10:08'), by: ana, happened: 'We know', doing: '', meanwhile: '', nextAt: at('12:08') };
  const { incident } = given(
    declaredIncident({ severity: 'sev3' }),
    on('10:08', ana, { type: 'update_sent', update }),
  ).when(set('sev1'), at('10:10')).after;
  expect(incident.nextUpdateAt).toBe(at('10:30'));
});

test('lighter: a promise already made stands', () => {
  const { incident } = given(declaredIncident({ severity: 'sev1' })).when(set('sev3'), at('10:05')).after;
  expect(incident.nextUpdateAt).toBe(at('10:07'));
});

test('a severity without a rhythm asks for no update, and one with a rhythm for its first', () => {
  const quiet = given().when(set('sev4'), at('10:05')).after;
  expect(quiet.incident.nextUpdateAt).toBeNull();
  expect(quiet.when(set('sev2'), at('10:10')).after.incident.nextUpdateAt).toBe(at('10:20'));
});

test('an update that was missed stays missed when it grows worse', () => {
  const { incident } = given(on('10:12', 'muster', { type: 'update_missed' })).when(set('sev1'), at('10:15')).after;
  expect(incident.updateMissed).toBe(true);
  expect(incident.nextUpdateAt).toBe(at('10:12'));
});

test('saying the assumed severity out loud confirms it, once', () => {
  const story = given(declaredIncident({ severityGiven: false }));
  const confirmed = story.when(set('sev2')).gives({ type: 'severity_set', from: 'sev2', to: 'sev2', reason: '' });
  expect(confirmed.incident.severityGiven).toBe(true);
  confirmed.when(set('sev2')).refuses({ reason: 'same_severity', severity: 'sev2' });
});

test.each([
  ['resolved', resolved('10:30')],
  ['cancelled', [cancelled('10:30')]],
] as const)('an incident that is %s keeps its severity', (phase, past) => {
  given(...past)
    .when(set('sev1'))
    .refuses({ reason: 'wrong_phase', phase, wanted: ['identifying', 'contained'] });
});

test.each([
  ['resolved', resolved('10:30')],
  ['cancelled', [cancelled('10:30')]],
] as const)('the form `Edit` corrects it, with a reason, of one that is %s: no update falls due', (_phase, past) => {
  const { title } = given().incident;
  const form = by(ana, { type: 'edit', title, summary: '', severity: 'sev1', reason: 'all regions' });
  const { incident } = given(...past)
    .when(form, at('10:40'))
    .gives({ type: 'severity_set', from: 'sev2', to: 'sev1', reason: 'all regions' });
  expect(incident).toMatchObject({ severity: 'sev1', nextUpdateAt: null, updateMissed: false });
});
