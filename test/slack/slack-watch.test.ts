import { expect, test } from '@jest/globals';
import { createSlackWatch } from '../../src/slack/slack-watch.ts';

function watch() {
  let now = 0;
  const told: (number | null)[] = [];
  const slack = createSlackWatch({ now: () => now, onChange: (since) => told.push(since) });
  return {
    told,
    at(second: number, outcome: Parameters<typeof slack.heard>[0]) {
      now = second * 1000;
      slack.heard(outcome);
    },
  };
}

test('Slack is away after three calls without an answer over twenty seconds, told once, and once that it is back', () => {
  const { told, at } = watch();
  at(0, 'ok');
  at(1, 'unreachable');
  at(3, 'timed_out');
  at(20, 'http_error');
  expect(told).toEqual([]);
  at(21, 'unreachable');
  at(60, 'unreachable');
  expect(told).toEqual([1000]);
  at(61, 'rate_limited');
  at(62, 'ok');
  expect(told).toEqual([1000, null]);
});

test('one lost reply, however long ago, is no outage; nor is a no of Slack, or its own trouble', () => {
  const { told, at } = watch();
  at(0, 'unreachable');
  at(30, 'unreachable');
  at(31, 'refused');
  at(60, 'unreachable');
  at(90, 'unreachable');
  expect(told).toEqual([]);
  for (const second of [91, 120, 150]) at(second, 'later');
  expect(told).toEqual([]);
  at(151, 'unreachable');
  expect(told).toEqual([60_000]);
});
