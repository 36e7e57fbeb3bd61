import { expect, test } from '@jest/globals';
import {
  ana,
  at,
  by,
  cancelled,
  closed,
  contained,
  declaredIncident,
  given,
  on,
  reopened,
  resolved,
} from '../support/given.ts';

const resolve = (impactEnded: string | null = null, note = '') =>
  by(ana, { type: 'resolve', impactEndedAt: impactEnded === null ? null : at(impactEnded), note });
const everyCheck = [
  'Is an internal monitor alerting?',
  'Was something deployed shortly before?',
  'Can the deployment be rolled back?',
];

test('resolved: no update is due any more, and the draft of the post-mortem follows', () => {
  const { incident } = given()
    .when(resolve(null, ' rolled back '), at('10:52'))
    .gives(
      { type: 'resolved', impactEndedAt: at('10:52'), unanswered: everyCheck, note: 'rolled back' },
      { type: 'postmortem_drafted', again: false },
    );
  expect(incident.phase).toBe('resolved');
  expect(incident.times.resolved).toBe(at('10:52'));
  expect(incident.nextUpdateAt).toBeNull();
  expect(incident.postmortem.state).toBe('draft');
  expect(incident.stillInPlace).toBe('rolled back');
});

test.each([
  ['when it was contained', [contained('10:31')], null, '10:31'],
  ['now, when it never was', [], null, '10:52'],
  ['when somebody says, earlier', [contained('10:31')], '10:25', '10:25'],
  ['when somebody says, later', [contained('10:31')], '10:45', '10:45'],
] as const)('impact ended %s', (_, past, said, ended) => {
  const { incident } = given(...past).when(resolve(said), at('10:52')).after;
  expect(incident.impact).toEqual([{ from: at('09:58'), to: at(ended) }]);
});

test('resolved again after a reopening: a new span, the draft is made again in its thread', () => {
  const thread = on('10:31', 'muster', {
    type: 'surface_posted',
    surface: { kind: 'postmortem' },
    message: { channel: 'C42', ts: '1700000000.000100' },
  });
  const { incident } = given(...resolved('10:30'), thread, reopened('10:40'))
    .when(resolve(), at('10:52'))
    .gives(
      { type: 'resolved', impactEndedAt: at('10:52'), unanswered: everyCheck, note: '' },
      { type: 'postmortem_drafted', again: true },
    );
  expect(incident.impact).toEqual([
    { from: at('09:58'), to: at('10:30') },
    { from: at('10:40'), to: at('10:52') },
  ]);
});

test.each([
  ['an end ahead', [], '11:01', { reason: 'time_ahead', time: 'impact_end' }],
  [
    'an end before the start',
    [],
    '09:57',
    { reason: 'time_out_of_order', time: 'impact_end', before: 'started', beforeAt: at('09:58') },
  ],
  [
    'an end before it came back',
    [...resolved('10:30'), reopened('10:40')],
    '10:35',
    { reason: 'time_out_of_order', time: 'impact_end', before: 'started', beforeAt: at('10:40') },
  ],
  ['resolving twice', resolved('10:30'), null, { reason: 'already_in_phase', phase: 'resolved' }],
  [
    'resolving what is closed',
    [...resolved('10:30'), closed('10:40')],
    null,
    { reason: 'wrong_phase', phase: 'closed', wanted: ['identifying', 'contained'] },
  ],
  [
    'resolving what was cancelled',
    [cancelled('10:30')],
    null,
    { reason: 'wrong_phase', phase: 'cancelled', wanted: ['identifying', 'contained'] },
  ],
] as const)('%s is refused', (_, past, said, refusal) => {
  given(...past)
    .when(resolve(said))
    .refuses(refusal);
});

test('an end at the very start is one: it was over when it was noticed', () => {
  const { incident } = given(declaredIncident()).when(resolve('09:58')).after;
  expect(incident.impact).toEqual([{ from: at('09:58'), to: at('09:58') }]);
});
