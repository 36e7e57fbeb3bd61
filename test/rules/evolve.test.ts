import { expect, test } from '@jest/globals';
import { evolve } from '../../src/incident/evolve.ts';
import { holdersOf, isOpen, nameOf } from '../../src/incident/incident.ts';
import { ana, at, ben, contained, declaredIncident, given, on, reopened, resolved, taken } from '../support/given.ts';

test('an incident begins with being declared', () => {
  expect(() => evolve(null, on('10:05', ana, { type: 'closed', unanswered: [] }))).toThrow(/begins with declared/);
});

test('every event makes one version, and leaves the state before untouched', () => {
  const before = given(taken('fixer', ben, '10:05')).incident;
  const copy = structuredClone(before);
  const after = evolve(before, contained('10:20'));
  expect(before).toEqual(copy);
  expect([before.version, after.version]).toEqual([2, 3]);
});

test('several spans of impact: downtime is their sum', () => {
  const past = [...resolved('10:20'), reopened('10:30'), contained('10:35'), reopened('10:50', 'contained')];
  const { incident } = given(...past, ...resolved('11:00', '10:55'));
  expect(incident.impact.map(({ from, to }) => [from, to])).toEqual([
    [at('09:58'), at('10:20')],
    [at('10:30'), at('10:35')],
    [at('10:50'), at('10:55')],
  ]);
});

test('the policy is the one agreed at declaring', () => {
  const declared = declaredIncident();
  expect(given(declared, ...resolved('10:20'), reopened('10:30')).incident.policy).toBe(declared.policy);
});

test('open, its name, its holders', () => {
  const story = given(taken('responder', ben, '10:05'), taken('responder', ana, '10:06'));
  expect(nameOf(story.incident)).toBe('INC-42');
  expect(holdersOf(story.incident, 'responder').map(({ user }) => user)).toEqual([ben, ana]);
  expect(isOpen(story.incident)).toBe(true);
  expect(isOpen(given(contained('10:20')).incident)).toBe(true);
  expect(isOpen(given(...resolved('10:20')).incident)).toBe(false);
});
