import { expect, test } from '@jest/globals';
import { ana, at, by, cancelled, given, resolved } from '../support/given.ts';

const duplicate = (of: number, link: string | null = null) => by(ana, { type: 'mark_duplicate', of, link });

test('a duplicate ends as cancelled, pointing to the other', () => {
  const link = 'https://acme.slack.com/archives/C7';
  const { incident } = given().when(duplicate(7, link), at('10:20')).gives({ type: 'marked_duplicate', of: 7, link });
  expect(incident).toMatchObject({ phase: 'cancelled', duplicateOf: 7, nextUpdateAt: null });
  expect(incident.times.closed).toBe(at('10:20'));
});

test.each([
  ['itself', [], 42, { reason: 'duplicate_of_itself' }],
  ['another when it is cancelled', [cancelled('10:20')], 7, { reason: 'already_in_phase', phase: 'cancelled' }],
  [
    'another when it is resolved',
    resolved('10:20'),
    7,
    { reason: 'wrong_phase', phase: 'resolved', wanted: ['identifying', 'contained'] },
  ],
] as const)('being a duplicate of %s is refused', (_, past, of, refusal) => {
  given(...past)
    .when(duplicate(of))
    .refuses(refusal);
});
