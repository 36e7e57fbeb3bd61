import { expect, test } from '@jest/globals';
import { ana, at, by, cancelled, closed, contained, given, resolved } from '../support/given.ts';

const cancel = (reason = 'A test alert') => by(ana, { type: 'cancel', reason });

test('a false alarm ends: nothing is due, no post-mortem is asked for', () => {
  const { incident } = given()
    .when(cancel(' A test alert '), at('10:20'))
    .gives({ type: 'cancelled', reason: 'A test alert' });
  expect(incident).toMatchObject({ phase: 'cancelled', reason: 'A test alert', nextUpdateAt: null });
  expect(incident.times.closed).toBe(at('10:20'));
  expect(incident.impact).toEqual([{ from: at('09:58'), to: at('10:20') }]);
  expect(incident.postmortem.state).toBe('none');
});

test('impact that was contained before has ended before', () => {
  const { incident } = given(contained('10:10')).when(cancel(), at('10:40')).after;
  expect(incident.impact).toEqual([{ from: at('09:58'), to: at('10:10') }]);
});

test.each([
  ['without a reason', [], cancel('  '), { reason: 'empty', what: 'reason' }],
  ['twice', [cancelled('10:20')], cancel(), { reason: 'already_in_phase', phase: 'cancelled' }],
  [
    'what was resolved',
    resolved('10:20'),
    cancel(),
    { reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying', 'contained'] },
  ],
  [
    'what is closed',
    [...resolved('10:20'), closed('10:30')],
    cancel(),
    { reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained'] },
  ],
] as const)('cancelling %s is refused', (_, past, command, refusal) => {
  given(...past)
    .when(command)
    .refuses(refusal);
});
