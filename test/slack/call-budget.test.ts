import { expect, test } from '@jest/globals';
import { createCallBudget } from '../../src/slack/call-budget.ts';
import { socketReceiver } from '../../src/slack/receivers.ts';
import { createMetrics } from '../../src/web/metrics.ts';

const method = 'conversations.history';

test('never more than 50 calls in any minute, 15 at once, and it says how long to wait', () => {
  let now = 1_000_000;
  const budget = createCallBudget(() => now);
  const calls: number[] = [];
  while (now < 1_000_000 + 5 * 60_000) {
    const waitMs = budget.take(method);
    if (waitMs === 0) calls.push(now);
    now += waitMs;
  }
  expect(calls.filter((at) => at === 1_000_000)).toHaveLength(15);
  const most = Math.max(...calls.map((from) => calls.filter((at) => at >= from && at < from + 60_000).length));
  expect(most).toBeLessThanOrEqual(50);
  expect(most).toBeGreaterThan(45);
  // Each method has its own.
  expect(budget.take('conversations.replies')).toBe(0);
});

test('when Slack asks to wait, no call is made before', () => {
  let now = 1_000_000;
  const budget = createCallBudget(() => now);
  budget.rest(method, 30_000);
  expect(budget.take(method)).toBe(30_000);
  now += 29_999;
  expect(budget.take(method)).toBe(1);
  now += 1;
  expect(budget.take(method)).toBe(0);
});

test('every new connection is told of: the first, and each after a time without', () => {
  let connections = 0;
  const receiver = socketReceiver({
    ...{
      appToken: 'xapp-1',
      apiUrl: 'http://127.0.0.1:1/api/',
      onRateLimited: () => {},
      onLost: () => {},
      onRefused: () => {},
      now: () => 0,
      signal: new AbortController().signal,
      metrics: createMetrics(),
    },
    onConnected: () => {
      connections += 1;
    },
  });
  receiver.client.emit('connected');
  receiver.client.emit('connected');
  expect(connections).toBe(2);
});
