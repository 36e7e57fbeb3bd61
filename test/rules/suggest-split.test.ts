import { expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/incident/events.ts';
import { suggestSplit } from '../../src/incident/suggest-split.ts';
import { ana, at, ben, cancelled, cho, contained, dan, given, on, resolved, taken } from '../support/given.ts';

const eve = 'UEVE';
const askedFor = (id: number, role: string, user: string): IncidentEvent =>
  on('10:06', ana, {
    type: 'role_asked',
    ask: { id, role, user, by: ana, at: at('10:06'), againAt: null, from: null, request: null, ended: null },
    instead: null,
  });
const byAna = (...roles: readonly string[]) => roles.map((role) => taken(role, ana, '10:03'));
/** Two may be responders: while one is, nobody needs be. */
const responder = taken('responder', 'UFIN', '10:03');

test.each<[string, readonly IncidentEvent[], string, readonly string[]]>([
  ['nobody has taken anything', [], 'fixer', ['fixer', 'communicator', 'scribe', 'responder', 'lead']],
  [
    'the fix is in hand',
    [taken('fixer', ben, '10:03')],
    'communicator',
    ['communicator', 'scribe', 'responder', 'lead'],
  ],
  [
    'somebody was asked and has not answered: open, after those for which nobody was',
    [askedFor(1, 'fixer', ben)],
    'communicator',
    ['communicator', 'scribe', 'responder', 'lead', 'fixer'],
  ],
  [
    'they were asked themselves',
    [askedFor(1, 'scribe', eve)],
    'scribe',
    ['scribe', 'fixer', 'communicator', 'responder', 'lead'],
  ],
  [
    'only the lead is for now',
    [...['fixer', 'communicator', 'scribe'].map((role) => taken(role, ben, '10:03')), responder],
    'lead',
    ['lead'],
  ],
  [
    'nobody leads at all',
    [taken('lead', ben, '10:03'), on('10:04', ben, { type: 'role_vacated', role: 'lead', user: ben })],
    'lead',
    ['lead', 'fixer', 'communicator', 'scribe', 'responder'],
  ],
])('open: %s', (_, past, role, open) => {
  expect(suggestSplit(given(...past).incident, eve)).toEqual({ role, open, from: null });
});

test.each<[string, readonly IncidentEvent[], string, string, readonly string[]]>([
  [
    'two people: one leads, one types',
    byAna('lead', 'fixer', 'communicator', 'scribe', 'responder'),
    'fixer',
    ana,
    ['lead', 'fixer', 'communicator', 'scribe', 'responder'],
  ],
  [
    'more people: what can be handed over without a word',
    [...byAna('lead', 'fixer', 'scribe'), taken('communicator', cho, '10:04'), responder],
    'scribe',
    ana,
    ['lead', 'fixer', 'scribe'],
  ],
  [
    'the fix comes off last',
    [
      ...byAna('lead', 'scribe'),
      ...['fixer', 'responder'].map((role) => taken(role, ben, '10:04')),
      taken('communicator', cho, '10:04'),
    ],
    'scribe',
    ana,
    ['lead', 'scribe'],
  ],
  [
    'never the lead; a role of one’s own before the fixer',
    [
      taken('lead', ben, '10:03'),
      ...['fixer', 'responder'].map((role) => taken(role, ana, '10:04')),
      taken('communicator', cho, '10:04'),
      taken('scribe', dan, '10:04'),
    ],
    'responder',
    ana,
    ['fixer', 'responder'],
  ],
  [
    'who leads keeps the lead, not the fix',
    [...byAna('lead', 'fixer'), taken('communicator', cho, '10:04'), taken('scribe', dan, '10:04'), responder],
    'fixer',
    ana,
    ['lead', 'fixer'],
  ],
  [
    'off who has most',
    [...['lead', 'communicator'].map((role) => taken(role, ben, '10:03')), ...byAna('fixer', 'responder', 'scribe')],
    'scribe',
    ana,
    ['fixer', 'responder', 'scribe'],
  ],
])('somebody holds several: %s', (_, past, role, user, roles) => {
  expect(suggestSplit(given(...past).incident, eve)).toEqual({ role, open: [], from: { user, roles } });
});

test('nothing to suggest: each role in a hand of its own, a role of their own, or it is over', () => {
  const each = ['lead', 'fixer', 'communicator', 'scribe'].map((role, index) =>
    taken(role, [ana, ben, cho, dan][index] ?? '', '10:03'),
  );
  expect(suggestSplit(given(...each, responder).incident, eve)).toBeNull();
  expect(suggestSplit(given().incident, ana)).toBeNull();
  expect(suggestSplit(given(...resolved('10:30')).incident, eve)).toBeNull();
  expect(suggestSplit(given(cancelled('10:30')).incident, eve)).toBeNull();
  expect(suggestSplit(given(contained('10:30')).incident, eve)?.role).toBe('fixer');
});

test('a role of one’s own is waited for only where the room is reminded of it', () => {
  const story = given(...['lead', 'fixer', 'communicator', 'scribe'].map((role) => taken(role, ana, '10:03')));
  expect(suggestSplit(story.incident, eve)?.open).toEqual(['responder']);
  const { policy } = story.incident;
  const quiet = policy.roles.map((role) => (role.name === 'responder' ? { ...role, remindUnheldMs: null } : role));
  expect(suggestSplit({ ...story.incident, policy: { ...policy, roles: quiet } }, eve)?.from?.user).toBe(ana);
});
