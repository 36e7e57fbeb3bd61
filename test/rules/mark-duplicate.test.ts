import { expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { ana, at, by, cancelled, contained, declaredIncident, given, on, resolved } from '../support/given.ts';

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

/** INC-7 after all this. */
const other = (...past: readonly IncidentEvent[]) => given(declaredIncident({ number: 7 }), ...past).incident;
const duplicateOf = (of: number) => on('10:20', ana, { type: 'marked_duplicate', of, link: null });

test.each([
  ['open', other()],
  ['contained', other(contained('10:20'))],
  [
    'open again',
    other(cancelled('10:20'), on('10:25', ana, { type: 'reopened', from: 'cancelled', reason: 'x', newRoom: false })),
  ],
])('one points to another that is %s', (_, there) => {
  given().when(duplicate(7), at('10:30'), there).gives({ type: 'marked_duplicate', of: 7, link: null });
});

test.each([
  ['cancelled', other(cancelled('10:20')), { phase: 'cancelled', duplicateOf: null }],
  ['resolved', other(...resolved('10:20')), { phase: 'resolved', duplicateOf: null }],
  ['a duplicate of this one', other(duplicateOf(42)), { phase: 'cancelled', duplicateOf: 42 }],
  ['a duplicate of a third', other(duplicateOf(3)), { phase: 'cancelled', duplicateOf: 3 }],
] as const)('none points to another that is %s: nothing goes on there', (_, there, why) => {
  given()
    .when(duplicate(7), at('10:30'), there)
    .refuses({ reason: 'other_over', number: 7, ...why });
});
