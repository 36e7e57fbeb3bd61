import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cho, dan, given, taken } from '../support/given.ts';

const assign = (user: string, role: string, to: string) => by(user, { type: 'assign_role', role, user: to });
const ask = (id: number, role: string, user: string, clock: string, from: string | null = null) => ({
  ...{ id, role, user, by: ana, at: at(clock), againAt: null, from, request: null, ended: null },
});

test('a free role is offered to somebody: nobody holds it, and nothing is acknowledged, before they accept', () => {
  const { incident } = given()
    .when(assign(ana, 'scribe', cho), at('10:08'))
    .gives({ type: 'role_asked', ask: ask(1, 'scribe', cho, '10:08'), instead: null });
  expect(incident.roles.filter(({ role }) => role === 'scribe')).toEqual([]);
  expect(incident.vacancies).toHaveProperty('scribe');
  expect(incident.times.acknowledged).toBeNull();
});

test('a role given to oneself is taken at once, from its first holder when it is full', () => {
  given(taken('scribe', dan, '10:05'))
    .when(assign(cho, 'scribe', cho), at('10:08'))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: dan });
  given()
    .when(assign(cho, 'scribe', cho))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: null });
});

test('a held role stays with its holder until the other accepts, and passes on then', () => {
  const asked = given(taken('scribe', dan, '10:05'))
    .when(assign(ana, 'scribe', cho), at('10:08'))
    .gives({ type: 'role_asked', ask: ask(1, 'scribe', cho, '10:08', dan), instead: null });
  expect(asked.incident.roles.filter(({ role }) => role === 'scribe').map(({ user }) => user)).toEqual([dan]);
  const { incident } = asked
    .when(by(cho, { type: 'answer_role', id: 1, answer: 'accept' }), at('10:09'))
    .gives({ type: 'role_taken', role: 'scribe', user: cho, from: dan });
  expect(incident.roles.filter(({ role }) => role === 'scribe').map(({ user }) => user)).toEqual([cho]);
});

test('for a role for two, two are asked at once; a third takes the place of who was asked first', () => {
  given()
    .when(assign(ana, 'responder', ben), at('10:06'))
    .gives({ type: 'role_asked', ask: ask(1, 'responder', ben, '10:06'), instead: null })
    .when(assign(ana, 'responder', cho), at('10:07'))
    .gives({ type: 'role_asked', ask: ask(2, 'responder', cho, '10:07'), instead: null })
    .when(assign(ana, 'responder', dan), at('10:08'))
    .gives({ type: 'role_asked', ask: ask(3, 'responder', dan, '10:08'), instead: ben });
});

test('who is lead for now can confirm it, and holds it for now until then', () => {
  const asked = given().when(assign(ben, 'lead', ana), at('10:08')).after;
  expect(asked.incident.roles).toMatchObject([{ role: 'lead', user: ana, forNow: true }]);
  const { incident } = asked
    .when(by(ana, { type: 'answer_role', id: 1, answer: 'accept' }), at('10:09'))
    .gives({ type: 'role_taken', role: 'lead', user: ana, from: null });
  expect(incident.roles).toEqual([{ role: 'lead', user: ana, since: at('10:09'), forNow: false }]);
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
