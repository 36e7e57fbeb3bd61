import { expect, test } from '@jest/globals';
import { ana, at, ben, by, cho, dan, given, roomOpened, taken } from '../support/given.ts';

const take = (user: string, role: string) => by(user, { type: 'take_role', role });

test('a free role is taken, and the first one taken by hand acknowledges the incident', () => {
  const story = given(roomOpened())
    .when(take(ben, 'fixer'), at('10:05'))
    .gives({ type: 'role_taken', role: 'fixer', user: ben, from: null });
  expect(story.incident.roles).toContainEqual({ role: 'fixer', user: ben, since: at('10:05'), forNow: false });
  expect(story.incident.times.acknowledged).toBe(at('10:05'));
  expect(story.incident.vacancies).not.toHaveProperty('fixer');

  const later = story.when(take(cho, 'scribe'), at('10:09')).after;
  expect(later.incident.times.acknowledged).toBe(at('10:05'));
});

test('who declared is lead for now: the room is not acknowledged, and anybody may take lead without being asked', () => {
  const { incident } = given();
  expect(incident.roles).toEqual([{ role: 'lead', user: ana, since: at('10:02'), forNow: true }]);
  expect(incident.times.acknowledged).toBeNull();

  const story = given()
    .when(take(ben, 'lead'), at('10:06'))
    .gives({ type: 'role_taken', role: 'lead', user: ben, from: null });
  expect(story.incident.roles).toEqual([{ role: 'lead', user: ben, since: at('10:06'), forNow: false }]);
  expect(story.incident.pastRoles).toEqual([{ role: 'lead', user: ana, from: at('10:02'), to: at('10:06') }]);
});

test('who is lead for now can take lead by hand', () => {
  const story = given()
    .when(take(ana, 'lead'), at('10:06'))
    .gives({ type: 'role_taken', role: 'lead', user: ana, from: null });
  expect(story.incident.roles).toEqual([{ role: 'lead', user: ana, since: at('10:06'), forNow: false }]);
});

test('a held role is refused by the name of the holder', () => {
  given(taken('fixer', ben, '10:05'))
    .when(take(cho, 'fixer'))
    .refuses({ reason: 'already_held', role: 'fixer', user: ben, since: at('10:05') });
});

test('two may be responder; the third hears of the first', () => {
  given(taken('responder', ben, '10:05'))
    .when(take(cho, 'responder'), at('10:06'))
    .gives({ type: 'role_taken', role: 'responder', user: cho, from: null })
    .when(take(dan, 'responder'))
    .refuses({ reason: 'already_held', role: 'responder', user: ben, since: at('10:05') });
});

test.each([
  ['one’s own role again', take(ben, 'fixer'), { reason: 'already_yours', role: 'fixer' }],
  [
    'a role that was never agreed',
    take(ben, 'pilot'),
    { reason: 'unknown_role', role: 'pilot', roles: ['lead', 'fixer', 'communicator', 'scribe', 'responder'] },
  ],
] as const)('%s is refused', (_, command, refusal) => {
  given(taken('fixer', ben, '10:05'))
    .when(command)
    .refuses(refusal);
});

test('one person may hold several roles', () => {
  const { incident } = given(taken('fixer', ben, '10:05')).when(take(ben, 'scribe')).after;
  expect(incident.roles.filter((holding) => holding.user === ben).map((holding) => holding.role)).toEqual([
    'fixer',
    'scribe',
  ]);
});
