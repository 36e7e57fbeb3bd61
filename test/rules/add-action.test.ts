import { expect, test } from '@jest/globals';
import { seenIn } from '../../src/incident/meant.ts';
import { ana, at, ben, by, cancelled, given } from '../support/given.ts';

const source = { channel: 'C42', ts: '1700000000.000100' };
const add = (text: string) => by(ana, { type: 'add_action', text, owner: null, dueOn: null, source });
const change = (id: number, text: string, owner: string | null = null, dueOn: string | null = null) =>
  by(ben, { type: 'change_action', id, text, owner, dueOn });

test('action items are numbered within the incident', () => {
  const { incident } = given()
    .when(add(' Alert on 500s '), at('10:30'))
    .gives({
      type: 'action_added',
      action: { id: 1, text: 'Alert on 500s', owner: null, dueOn: null, by: ana, at: at('10:30'), source },
    })
    .when(add('Rehearse the rollback')).after;
  expect(incident.actions.map(({ id, text }) => `${id} ${text}`)).toEqual([
    '1 Alert on 500s',
    '2 Rehearse the rollback',
  ]);
});

test('owner, date and words change; who wrote it down stays', () => {
  const { incident } = given()
    .when(add('Alert on 500s'), at('10:30'))
    .after.when(change(1, 'Alert on 5xx', ben, '2026-12-01')).after;
  expect(incident.actions).toEqual([
    { id: 1, text: 'Alert on 5xx', owner: ben, dueOn: '2026-12-01', by: ana, at: at('10:30'), source },
  ]);
});

test('two change one: what the second left alone stays, and what both changed is asked about', () => {
  const shown = seenIn({ text: 'Alert on 500s', owner: '', dueOn: '' });
  const late = (text: string, owner: string | null) =>
    by(ana, { type: 'change_action', id: 1, text, owner, dueOn: null, seen: shown });
  const { incident } = given()
    .when(add('Alert on 500s'))
    .after.when(change(1, 'Alert on 500s', ben, '2026-12-01'))
    .after.when(late('Alert on 5xx', ana))
    .refuses({ reason: 'form_overtaken', fields: ['owner'], seen: { ...shown, ...seenIn({ owner: ben }) } })
    .when(late('Alert on 5xx', null)).after;
  expect(incident.actions).toMatchObject([{ text: 'Alert on 5xx', owner: ben, dueOn: '2026-12-01' }]);
});

test('a false alarm may still have something to do', () => {
  expect(given(cancelled('10:20')).when(add('Quieten the probe')).after.incident.actions).toHaveLength(1);
});

test.each([
  ['an empty one', add('  '), { reason: 'empty', what: 'text' }],
  ['one that is there', add('alert on 500S '), { reason: 'action_there', id: 1 }],
  ['emptying one', change(1, ''), { reason: 'empty', what: 'text' }],
  ['one as it was', change(1, ' Alert on 500s '), { reason: 'nothing_changed' }],
  ['one that is not there', change(7, 'x'), { reason: 'unknown_action', id: 7 }],
] as const)('%s is refused', (_, command, refusal) => {
  given().when(add('Alert on 500s')).after.when(command).refuses(refusal);
});
