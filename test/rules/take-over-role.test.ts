import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cho, dan, given, on, taken } from '../support/given.ts';

const takeOver = (user: string, role: string, from: string) => by(user, { type: 'take_over_role', role, from });

test('the role passes from the holder whom the button named', () => {
  const { incident } = given(taken('scribe', dan, '10:05'))
    .when(takeOver(cho, 'scribe', dan), at('10:20'))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: dan });
  expect(incident.roles).toContainEqual({ role: 'scribe', user: cho, since: at('10:20'), forNow: false });
  expect(incident.pastRoles).toEqual([{ role: 'scribe', user: dan, from: at('10:05'), to: at('10:20') }]);
  expect(incident.vacancies).not.toHaveProperty('scribe');
});

test('a stale card: the role has become free, so it is simply taken', () => {
  given(taken('scribe', dan, '10:05'), on('10:10', dan, { type: 'role_vacated', role: 'scribe', user: dan }))
    .when(takeOver(cho, 'scribe', dan))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: null });
});

test('a stale card: somebody else holds it now, and is named', () => {
  given(taken('scribe', dan, '10:05'), taken('scribe', ben, '10:10', dan))
    .when(takeOver(cho, 'scribe', dan))
    .refuses({ reason: 'already_held', role: 'scribe', user: ben, since: at('10:10') });
});

test('of two holders only the named one gives way', () => {
  const { incident } = given(taken('responder', ben, '10:05'), taken('responder', cho, '10:06'))
    .when(takeOver(dan, 'responder', cho), at('10:20'))
    .gives({ type: 'role_taken', role: 'responder', user: dan, from: cho });
  expect(incident.roles.filter(({ role }) => role === 'responder').map(({ user }) => user)).toEqual([ben, dan]);
});

test('lead for now gives way without a trace of being taken over', () => {
  given()
    .when(takeOver(ben, 'lead', ana))
    .gives({ type: 'role_taken', role: 'lead', user: ben, from: null });
});

test.each([
  ['one’s own role', takeOver(dan, 'scribe', dan), { reason: 'already_yours', role: 'scribe' }],
  [
    'an unknown role',
    takeOver(cho, 'pilot', dan),
    { reason: 'unknown_role', role: 'pilot', roles: ['lead', 'fixer', 'communicator', 'scribe', 'responder'] },
  ],
] as const)('%s is refused', (_, command, refusal) => {
  given(taken('scribe', dan, '10:05'))
    .when(command)
    .refuses(refusal);
});
