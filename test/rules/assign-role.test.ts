import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cho, dan, given, taken } from '../support/given.ts';

const assign = (user: string, role: string, to: string) => by(user, { type: 'assign_role', role, user: to });

test('a free role is given to somebody, and the incident counts as acknowledged', () => {
  const { incident } = given()
    .when(assign(ana, 'scribe', cho), at('10:08'))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: null });
  expect(incident.times.acknowledged).toBe(at('10:08'));
});

test('a held role passes on from its holder', () => {
  const { incident } = given(taken('scribe', dan, '10:05'))
    .when(assign(ana, 'scribe', cho), at('10:08'))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: dan });
  expect(incident.roles.filter(({ role }) => role === 'scribe').map(({ user }) => user)).toEqual([cho]);
});

test('a role for two replaces nobody while there is room, then who has had it longest', () => {
  given(taken('responder', ben, '10:05'))
    .when(assign(ana, 'responder', cho), at('10:06'))
    .gives({ type: 'role_taken', role: 'responder', user: cho, from: null })
    .when(assign(ana, 'responder', dan), at('10:07'))
    .gives({ type: 'role_taken', role: 'responder', user: dan, from: ben });
});

test('who is lead for now can be confirmed', () => {
  const { incident } = given()
    .when(assign(ben, 'lead', ana), at('10:08'))
    .gives({ type: 'role_taken', role: 'lead', user: ana, from: null });
  expect(incident.roles).toEqual([{ role: 'lead', user: ana, since: at('10:08'), forNow: false }]);
});

test.each([
  ['giving oneself what one has', assign(dan, 'scribe', dan), { reason: 'already_yours', role: 'scribe' }],
  [
    'giving somebody what they have',
    assign(ana, 'scribe', dan),
    { reason: 'already_theirs', role: 'scribe', user: dan },
  ],
  [
    'an unknown role',
    assign(ana, 'pilot', dan),
    { reason: 'unknown_role', role: 'pilot', roles: ['lead', 'fixer', 'communicator', 'scribe', 'responder'] },
  ],
] as const)('%s is refused', (_, command, refusal) => {
  given(taken('scribe', dan, '10:05'))
    .when(command)
    .refuses(refusal);
});
