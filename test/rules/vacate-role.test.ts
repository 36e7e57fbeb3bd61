import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cho, dan, given, taken } from '../support/given.ts';

const vacate = (user: string, role: string, whom: string | null) => by(user, { type: 'vacate_role', role, user: whom });

test('somebody steps down: the role is free from that moment', () => {
  const { incident } = given(taken('fixer', ben, '10:05'))
    .when(vacate(ben, 'fixer', ben), at('10:30'))
    .gives({ type: 'role_vacated', role: 'fixer', user: ben });
  expect(incident.pastRoles).toEqual([{ role: 'fixer', user: ben, from: at('10:05'), to: at('10:30') }]);
  expect(incident.vacancies.fixer).toEqual({ since: at('10:30'), remindedAt: null, snoozedUntil: null });
});

test('a role of two is free only when both have gone', () => {
  const one = given(taken('responder', ben, '10:05'), taken('responder', cho, '10:06')).when(
    vacate(ben, 'responder', ben),
    at('10:30'),
  ).after;
  expect(one.incident.vacancies).not.toHaveProperty('responder');
  const none = one.when(vacate(cho, 'responder', cho), at('10:40')).after;
  expect(none.incident.vacancies.responder?.since).toBe(at('10:40'));
});

test('freeing a role lets everybody go at once', () => {
  const { incident } = given(taken('responder', ben, '10:05'), taken('responder', cho, '10:06'))
    .when(vacate(ana, 'responder', null), at('10:30'))
    .gives(
      { type: 'role_vacated', role: 'responder', user: ben },
      { type: 'role_vacated', role: 'responder', user: cho },
    );
  expect(incident.roles.map(({ role }) => role)).toEqual(['lead']);
  expect(incident.vacancies.responder?.since).toBe(at('10:30'));
});

test('lead for now steps down: it was missing all along', () => {
  const { incident } = given().when(vacate(ana, 'lead', ana), at('10:04')).after;
  expect(incident.roles).toEqual([]);
  expect(incident.vacancies.lead?.since).toBe(at('10:02'));
});

test.each([
  ['a role that one does not hold', vacate(dan, 'fixer', dan), { reason: 'not_held', role: 'fixer', user: dan }],
  ['a role that nobody holds', vacate(dan, 'scribe', null), { reason: 'not_held', role: 'scribe', user: null }],
  [
    'an unknown role',
    vacate(dan, 'pilot', null),
    { reason: 'unknown_role', role: 'pilot', roles: ['lead', 'fixer', 'communicator', 'scribe', 'responder'] },
  ],
] as const)('leaving %s is refused', (_, command, refusal) => {
  given(taken('fixer', ben, '10:05'))
    .when(command)
    .refuses(refusal);
});
