import { expect, test } from '@jest/globals';
import { ana, at, by, cancelled, closed, contained, given, on, resolved } from '../support/given.ts';

const close = by(ana, { type: 'close' });

test('closed, with what is still in place', () => {
  const { incident } = given(...resolved('10:30'))
    .when(close, at('10:59'))
    .gives({ type: 'closed', unanswered: ['Are temporary changes undone?'] });
  expect(incident.phase).toBe('closed');
  expect(incident.times.closed).toBe(at('10:59'));
});

test('closed, with everything answered', () => {
  given(
    ...resolved('10:30'),
    on('10:40', ana, { type: 'check_answered', item: 'resolved.1.1', answer: 'yes', note: '' }),
  )
    .when(close)
    .gives({ type: 'closed', unanswered: [] });
});

test.each([
  ['closed', [...resolved('10:20'), closed('10:30')], { reason: 'already_in_phase', phase: 'closed' }],
  ['identified', [], { reason: 'wrong_phase', phase: 'identifying', wanted: ['resolved'] }],
  ['contained', [contained('10:20')], { reason: 'wrong_phase', phase: 'contained', wanted: ['resolved'] }],
  ['cancelled', [cancelled('10:20')], { reason: 'wrong_phase', phase: 'cancelled', wanted: ['resolved'] }],
] as const)('an incident that is %s is not closed', (_, past, refusal) => {
  given(...past)
    .when(close)
    .refuses(refusal);
});
