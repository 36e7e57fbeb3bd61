import { expect, test } from '@jest/globals';
import { socketReceiver } from '../../src/slack/receivers.ts';
import { createMetrics } from '../../src/web/metrics.ts';

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
