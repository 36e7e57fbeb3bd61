import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cancelled, closed, contained, given, on, reopened, resolved } from '../support/given.ts';

const contain = by(ben, { type: 'contain' });
const monitor = 'Is an internal monitor alerting?';
const deployed = 'Was something deployed shortly before?';

test('contained: impact has ended, and what was not checked is said', () => {
  const { incident } = given()
    .when(contain, at('10:31'))
    .gives({ type: 'contained', unanswered: [monitor, deployed] });
  expect(incident.phase).toBe('contained');
  expect(incident.times.contained).toBe(at('10:31'));
  expect(incident.impact).toEqual([{ from: at('09:58'), to: at('10:31') }]);
});

test('an item that somebody is still checking counts as unanswered, one that does not apply is answered', () => {
  given(
    on('10:10', ana, { type: 'check_answered', item: 'identifying.1.1', answer: 'na', note: '' }),
    on('10:11', ana, { type: 'check_answered', item: 'identifying.1.2', answer: 'checking', note: '' }),
  )
    .when(contain)
    .gives({ type: 'contained', unanswered: [deployed] });
});

test('containing once more after a reopening closes the new span only', () => {
  const { incident } = given(contained('10:20'), reopened('10:30', 'contained')).when(contain, at('10:40')).after;
  expect(incident.impact).toEqual([
    { from: at('09:58'), to: at('10:20') },
    { from: at('10:30'), to: at('10:40') },
  ]);
});

test.each([
  ['contained', [contained('10:20')], { reason: 'already_in_phase', phase: 'contained' }],
  ['resolved', resolved('10:20'), { reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying'] }],
  [
    'closed',
    [...resolved('10:20'), closed('10:30')],
    { reason: 'wrong_phase', phase: 'closed', wanted: ['identifying'] },
  ],
  ['cancelled', [cancelled('10:20')], { reason: 'wrong_phase', phase: 'cancelled', wanted: ['identifying'] }],
] as const)('an incident that is %s is not contained', (_, past, refusal) => {
  given(...past)
    .when(contain)
    .refuses(refusal);
});
