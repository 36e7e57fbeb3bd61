import { describe, expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/incident/events.ts';
import type { TimeName } from '../../src/incident/incident.ts';
import {
  ana,
  at,
  by,
  cancelled,
  contained,
  declaredIncident,
  given,
  reopened,
  resolved,
  taken,
} from '../support/given.ts';

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

const later = (event: IncidentEvent, ms: number): IncidentEvent => ({ ...event, at: event.at + ms });

describe('times that people type have no seconds, those that Muster keeps have', () => {
  const started = at('10:30') + 40_123;
  const declared = declaredIncident({ at: started, startedAt: started });
  const declaredThen = given(declared);

  test('detected in the minute in which it started is no contradiction', () => {
    const { incident } = declaredThen.when(correct('detected', '10:30')).after;
    expect(incident.times).toMatchObject({ started, detected: started });
  });

  test('a minute before it is one', () => {
    declaredThen
      .when(correct('detected', '10:29'))
      .refuses({ reason: 'time_out_of_order', time: 'detected', before: 'started', beforeAt: started });
  });

  test('the minute that stands there already changes nothing', () => {
    declaredThen.when(correct('started', '10:30')).refuses({ reason: 'nothing_changed' });
  });

  test('contained in the minute in which it came back', () => {
    const again = later(reopened('10:45'), 30_500);
    const { incident } = given(declared, ...resolved('10:40'), again, contained('10:50')).when(
      correct('contained', '10:45'),
    ).after;
    expect(incident.times.contained).toBe(again.at);
    expect(incident.impact.at(-1)).toEqual({ from: again.at, to: again.at });
  });

  test('resolved by the form, whose time has no milliseconds: the end of the impact still hangs on containing', () => {
    const end = later(contained('10:41'), 40_857);
    const form = by(ana, { type: 'resolve', impactEndedAt: at('10:41') + 40_000, note: '' });
    const past = given(declared, end).when(form, at('10:50') + 3210).after;
    expect(past.incident.impact).toEqual([{ from: started, to: end.at }]);
    const { incident } = past.when(correct('contained', '10:36')).after;
    expect(incident.impact).toEqual([{ from: started, to: at('10:36') }]);
  });

  test('what was resolved so before is corrected the same way', () => {
    const past = [declared, later(contained('10:41'), 40_857), ...resolved('10:50', '10:41')];
    const { incident } = given(...past).when(correct('contained', '10:36')).after;
    expect(incident.impact).toEqual([{ from: started, to: at('10:36') }]);
  });

  test('contained and resolved in one minute: the impact hangs on containing', () => {
    const [over, ...rest] = resolved('10:41', '10:41');
    const past = [declared, later(contained('10:41'), 10_500), later(over as IncidentEvent, 40_857), ...rest];
    const { incident } = given(...past).when(correct('resolved', '10:50')).after;
    expect(incident.impact).toEqual([{ from: started, to: at('10:41') }]);
  });
});

test('reopened, the times of the end are unset again', () => {
  const { incident } = given(contained('10:10'), ...resolved('10:20'), reopened('10:30'))
    .when(correct('contained', '10:12'))
    .refuses({ reason: 'time_unset', time: 'contained' });
  expect(incident.times).toMatchObject({ contained: null, resolved: null, closed: null });
});
