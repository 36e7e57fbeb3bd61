import { expect, test } from '@jest/globals';
import type { TimeName } from '../../src/incident/incident.ts';
import { ana, at, by, cancelled, contained, given, reopened, resolved, taken } from '../support/given.ts';

const correct = (time: TimeName, to: string, reason = 'The graphs say so') =>
  by(ana, { type: 'correct_time', time, to: at(to), reason });
const span = (from: string, to: string | null) => ({ from: at(from), to: to === null ? null : at(to) });

test('a corrected start moves the impact with it', () => {
  const { incident } = given()
    .when(correct('started', '09:40', ' The graphs say so '))
    .gives({
      type: 'time_corrected',
      time: 'started',
      from: at('09:58'),
      to: at('09:40'),
      reason: 'The graphs say so',
    });
  expect(incident.times.started).toBe(at('09:40'));
  expect(incident.impact).toEqual([span('09:40', null)]);
});

test('what nobody noted yet can be set: detected, acknowledged', () => {
  const { incident } = given().when(correct('detected', '10:00')).after.when(correct('acknowledged', '10:03')).after;
  expect(incident.times).toMatchObject({ detected: at('10:00'), acknowledged: at('10:03') });
});

test('a corrected end moves the end of impact that hung on it', () => {
  expect(given(contained('10:30')).when(correct('contained', '10:20')).after.incident.impact).toEqual([
    span('09:58', '10:20'),
  ]);
  expect(given(...resolved('10:30')).when(correct('resolved', '10:45')).after.incident.impact).toEqual([
    span('09:58', '10:45'),
  ]);
});

test('impact that somebody said ended at its own time stays as they said', () => {
  const past = [contained('10:20'), ...resolved('10:50', '10:40')];
  expect(given(...past).when(correct('contained', '10:15')).after.incident.impact).toEqual([span('09:58', '10:40')]);
  expect(given(...past).when(correct('resolved', '10:55')).after.incident.impact).toEqual([span('09:58', '10:40')]);
});

test('but impact never outlasts the end', () => {
  const { incident } = given(...resolved('10:50', '10:40')).when(correct('resolved', '10:30')).after;
  expect(incident.impact).toEqual([span('09:58', '10:30')]);
});

test('with several spans the start belongs to the first, the end to the last', () => {
  const past = [...resolved('10:20'), reopened('10:30'), contained('10:40')];
  const { incident } = given(...past)
    .when(correct('started', '09:50'))
    .after.when(correct('contained', '10:35')).after;
  expect(incident.impact).toEqual([span('09:50', '10:20'), span('10:30', '10:35')]);
});

test.each([
  ['started', '10:25', 'resolved', '10:20'],
  ['contained', '10:25', 'started', '10:30'],
] as const)('after reopening, %s at %s is refused', (time, to, before, beforeAt) => {
  given(...resolved('10:20'), reopened('10:30'), contained('10:40'))
    .when(correct(time, to))
    .refuses({ reason: 'time_out_of_order', time, before, beforeAt: at(beforeAt) });
});

test.each([
  ['started after detected', [], 'started', '10:01', 'detected', '10:00'],
  ['started after acknowledged', [taken('fixer', ana, '10:05')], 'started', '10:06', 'acknowledged', '10:05'],
  ['started after contained', [contained('10:30')], 'started', '10:31', 'contained', '10:30'],
  ['detected before started', [], 'detected', '09:57', 'started', '09:58'],
  ['acknowledged before detected', [], 'acknowledged', '09:59', 'detected', '10:00'],
  ['contained after resolved', [contained('10:10'), ...resolved('10:30')], 'contained', '10:31', 'resolved', '10:30'],
  ['resolved before contained', [contained('10:10'), ...resolved('10:30')], 'resolved', '10:09', 'contained', '10:10'],
  ['started after the end of a false alarm', [cancelled('10:10')], 'started', '10:11', 'closed', '10:10'],
  ['a false alarm ends before it started', [cancelled('10:10')], 'closed', '09:50', 'started', '09:58'],
] as const)('times do not run backwards: %s', (_, past, time, to, before, beforeAt) => {
  const story = given(...past);
  const detected = before === 'detected' ? story.when(correct('detected', '10:00')).after : story;
  detected.when(correct(time, to)).refuses({ reason: 'time_out_of_order', time, before, beforeAt: at(beforeAt) });
});

test.each([
  ['a time ahead', correct('started', '11:01'), { reason: 'time_ahead', time: 'started' }],
  ['a time that has not come yet', correct('contained', '10:30'), { reason: 'time_unset', time: 'contained' }],
  ['the same time', correct('started', '09:58'), { reason: 'nothing_changed' }],
  ['a correction without a reason', correct('started', '09:50', '  '), { reason: 'empty', what: 'reason' }],
] as const)('%s is refused', (_, command, refusal) => {
  given().when(command).refuses(refusal);
});

test('reopened, the times of the end are unset again', () => {
  const { incident } = given(contained('10:10'), ...resolved('10:20'), reopened('10:30'))
    .when(correct('contained', '10:12'))
    .refuses({ reason: 'time_unset', time: 'contained' });
  expect(incident.times).toMatchObject({ contained: null, resolved: null, closed: null });
});
