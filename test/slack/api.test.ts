import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createApi } from '../../src/slack/api.ts';

test('a call that is not answered in time is told from one that cannot be made', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const ends: unknown[] = [];
  const api = createApi({ token: 'x', url, timeoutMs: 20, onCall: (method, outcome) => ends.push([method, outcome]) });
  expect(await api('users.info', {})).toMatchObject({ ok: false, kind: 'later', code: 'no_answer' });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await api('pins.add', {})).toMatchObject({ ok: false, kind: 'later', code: 'no_answer' });
  expect(ends).toEqual([
    ['users.info', 'timed_out'],
    ['pins.add', 'unreachable'],
  ]);
});
