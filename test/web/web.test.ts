import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import bolt from '@slack/bolt';
import { createLog } from '../../src/log.ts';
import { createMetrics, type Metrics } from '../../src/web/metrics.ts';
import { createSlackGate } from '../../src/web/slack-gate.ts';
import { createWeb, type Web, type WebOptions } from '../../src/web/web.ts';
import { sign, signingSecret } from './sign.ts';

const log = createLog('silent');
const event = (id: string) =>
  JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event: { type: 'app_mention', text: id } });

let metrics: Metrics;
let webs: Web[];
/** The ids of the events that reached Bolt. */
let seen: string[];
let rateLimited: [team: string, minuteAt: number][];
let received: number;

beforeEach(() => {
  metrics = createMetrics();
  webs = [];
  seen = [];
  rateLimited = [];
  received = 0;
});

afterEach(async () => {
  await Promise.all(webs.map((web) => web.stop()));
});

/** The whole way in: our server, our gate, Bolt's own receiver. Gives the port. */
async function open(options: Partial<WebOptions> = {}, bodyLimit?: number): Promise<number> {
  const receiver = new bolt.HTTPReceiver({ signingSecret, logLevel: bolt.LogLevel.ERROR });
  receiver.init({
    processEvent: async ({
      ack,
      body,
    }: {
      ack: () => Promise<void>;
      body: { event_id?: string; command?: string };
    }) => {
      seen.push(body.event_id ?? body.command ?? 'interaction');
      await ack();
    },
  } as never);
  const gate = createSlackGate({
    signingSecret,
    clock: Date,
    log,
    metrics,
    next: receiver.requestListener,
    onRateLimited: (team, minuteAt) => rateLimited.push([team, minuteAt]),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
  });
  const web = createWeb({
    log,
    metrics,
    checks: {},
    slack: (request, response) => {
      request.socket.on('close', () => {
        received += request.socket.bytesRead;
      });
      return gate(request, response);
    },
    ...options,
  });
  webs.push(web);
  return await web.listen(0, '127.0.0.1');
}

function post(port: number, body: string, headers = sign(body, Date.now())): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body, headers });
}

/** Writes bytes as they are and gives all that comes back until the other side closes. */
function raw(port: number, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

test('a signed event goes through the gate and through Bolt, which reads the body again', async () => {
  const port = await open();
  const response = await post(port, event('Ev1'));
  expect(response.status).toBe(200);
  const body = 'command=%2Fincident&text=%F0%9F%94%A5';
  const command = await post(port, body, sign(body, Date.now(), 'application/x-www-form-urlencoded; charset=utf-8'));
  expect(command.status).toBe(200);
  expect(seen).toEqual(['Ev1', '/incident']);
});

test('what is unsigned or malformed never reaches Bolt, and the next request is answered', async () => {
  const port = await open();
  const statuses: number[] = [];
  for (const body of ['null', '[]', '{', '{"type":"event_callback"}', ''])
    statuses.push((await post(port, body)).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400]);
  expect((await post(port, event('Ev1'), { 'content-type': 'application/json' })).status).toBe(401);
  expect((await post(port, event('Ev1'), sign(event('Ev1'), Date.now() + 301_000))).status).toBe(401);
  expect(seen).toEqual([]);
  expect((await post(port, event('Ev2'))).status).toBe(200);
  expect(seen).toEqual(['Ev2']);
});

test('the answer to the challenge is JSON; dropped events are acknowledged and told', async () => {
  const port = await open();
  const verified = await post(port, '{"type":"url_verification","challenge":"abc"}');
  expect(await verified.json()).toEqual({ challenge: 'abc' });
  const limited = await post(port, '{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":60}');
  expect(limited.status).toBe(200);
  expect(rateLimited).toEqual([['T1', 60_000]]);
  expect(seen).toEqual([]);
});

test.each(['content-length', 'chunked'])(
  '30 MB (%s) are answered with 413, left unread, and the connection closes',
  async (how) => {
    const port = await open({ graceMs: 10 });
    const big = Buffer.alloc(30_000_000, 97);
    const agent = new Agent({ keepAlive: true });
    const status = await new Promise((resolve, reject) => {
      const headers = how === 'chunked' ? {} : { 'content-length': big.length };
      const request = httpRequest({ agent, port, host: '127.0.0.1', path: '/slack/events', method: 'POST', headers });
      request.on('response', (response) => {
        response.resume();
        // What becomes of the rest of the request afterwards does not matter: the answer has come.
        resolve([response.statusCode, response.headers.connection]);
      });
      request.on('error', reject);
      for (let at = 0; at < big.length; at += 1_000_000) request.write(big.subarray(at, at + 1_000_000));
      request.end();
    });
    expect(status).toEqual([413, 'close']);
    agent.destroy();
    expect((await post(port, event('Ev1'))).status).toBe(200);
    await webs[0]?.stop();
    expect(received).toBeLessThan(4_000_000);
  },
);

test('a limit counts bytes, not letters', async () => {
  const port = await open({}, 300);
  expect((await post(port, event('é'.repeat(50)))).status).toBe(200);
  expect((await post(port, event('é'.repeat(100)))).status).toBe(413);
});

test('one connection serves many requests, also after a refusal', async () => {
  const port = await open();
  const body = event('Ev1');
  const headers = Object.entries(sign(body, Date.now())).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n`;
  const answer = await raw(
    port,
    `${head}${headers.join('')}\r\n${body}`,
    `${head}\r\n${body}`,
    'GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n',
    `${head}${headers.join('')}connection: close\r\n\r\n${body}`,
  );
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  expect(seen).toEqual(['Ev1', 'Ev1']);
});

test.each([
  ['a header that is none', 'GET /healthz HTTP/1.1\r\nhost: x\r\nno colon\r\n\r\n', '400'],
  ['two lengths', 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', '400'],
  ['no HTTP at all', '\u0016\u0003\u0001\u0002\r\n\r\n', '400'],
  ['headers without end', `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ['a path that is none', 'GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', '40'],
])('%s: refused, and the process lives', async (_, bytes, status) => {
  const port = await open();
  expect(await raw(port, bytes)).toContain(`HTTP/1.1 ${status}`);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

test('slow headers and slow bodies are ended', async () => {
  const port = await open({ headersTimeoutMs: 40, requestTimeoutMs: 80 });
  const [headers, body] = await Promise.all([
    raw(port, 'POST /slack/events HTTP/1.1\r\nhost: x\r\n'),
    raw(port, 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{'),
  ]);
  expect(headers).toContain('HTTP/1.1 408');
  expect(body).toContain('HTTP/1.1 408');
  expect(seen).toEqual([]);
});

test('who hangs up in the middle leaves nothing behind', async () => {
  const port = await open();
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{', () => socket.destroy());
    });
    socket.on('close', () => resolve());
  });
  expect((await post(port, event('Ev1'))).status).toBe(200);
  expect(seen).toEqual(['Ev1']);
});

test('a hundred at once are each answered once', async () => {
  const port = await open();
  const responses = await Promise.all(Array.from({ length: 100 }, (_, i) => post(port, event(`Ev${i}`))));
  expect(responses.filter((response) => response.status === 200)).toHaveLength(100);
  expect(new Set(seen).size).toBe(100);
  expect(seen).toHaveLength(100);
});

test('ready only while every check holds; one that throws or hangs does not', async () => {
  let database: () => Promise<boolean> | boolean = () => true;
  const port = await open({ checks: { database: () => database(), slack: async () => true }, checkTimeoutMs: 20 });
  const ready = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    return [response.status, await response.text()];
  };
  expect(await ready()).toEqual([200, 'ok  database\nok  slack\n']);
  const failing = [
    () => false,
    () => {
      throw new Error('no');
    },
    () => Promise.reject(new Error('no')),
    () => new Promise<boolean>(() => {}),
  ];
  for (const check of failing) {
    database = check;
    expect(await ready()).toEqual([503, 'not ready  database\nok  slack\n']);
  }
});

test('metrics count what passed, what was refused, and the errands', async () => {
  const port = await open();
  let backlog = async () => ({ waiting: 3, parked: 1, oldestWaitingAt: 40_000 });
  metrics.watchBacklog(
    () => backlog(),
    () => 100_000,
  );
  metrics.slackCall('chat.postMessage', 'ok', 120);
  metrics.recorded();
  metrics.duplicate();
  await post(port, event('Ev1'));
  await post(port, 'null');
  const read = async () => await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const text = await read();
  for (const line of [
    'muster_received_total{kind="event",transport="http"} 1',
    'muster_refused_total{status="400"} 1',
    'muster_recorded_total 1',
    'muster_duplicates_total 1',
    'muster_errands{state="waiting"} 3',
    'muster_errands{state="parked"} 1',
    'muster_errands_oldest_seconds 60',
    'muster_slack_call_seconds_count{method="chat.postMessage",outcome="ok"} 1',
    'muster_ack_seconds_count{kind="event"} 1',
    'process_resident_memory_bytes',
  ]) {
    expect(text).toContain(line);
  }
  backlog = async () => Promise.reject(new Error('database away'));
  const without = await read();
  expect(without).not.toMatch(/^muster_errands/m);
  expect(without).toContain('muster_received_total{kind="event",transport="http"} 1');
});

test('routes: parts of the path, HEAD, wrong methods, what throws', async () => {
  const port = await open({
    slack: null,
    routes: [
      {
        method: 'GET',
        path: '/status/:incident',
        answer: ({ params, query }) => ({
          status: 200,
          type: 'text/plain',
          body: `${params.incident} ${query.get('x')}`,
        }),
      },
      {
        method: 'POST',
        path: '/hooks/alerts/:source',
        answer: ({ body }) => ({ status: 202, type: 'text/plain', body }),
      },
      {
        method: 'GET',
        path: '/broken',
        answer: () => {
          throw new Error('secret detail');
        },
      },
    ],
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return [response.status, await response.text()];
  };
  expect(await ask('/status/INC%2D42?x=1')).toEqual([200, 'INC-42 1']);
  expect(await ask('/status/INC-42', { method: 'HEAD' })).toEqual([200, '']);
  expect(await ask('/status/%E0%A4')).toEqual([404, 'Not Found\n']);
  expect(await ask('/hooks/alerts/generic', { method: 'POST', body: 'fire' })).toEqual([202, 'fire']);
  expect(await ask('/hooks/alerts/generic')).toEqual([405, 'Method Not Allowed\n']);
  expect(await ask('/broken')).toEqual([500, 'Internal Server Error\n']);
  expect(await ask('/slack/events', { method: 'POST' })).toEqual([404, 'Not Found\n']);
});

test('stopping lets what is under way finish, then closes kept-alive connections', async () => {
  let finish = () => {};
  const under = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let entered = () => {};
  const begun = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const port = await open({
    graceMs: 2000,
    routes: [
      {
        method: 'GET',
        path: '/slow',
        answer: async () => {
          entered();
          await under;
          return { status: 200, type: 'text/plain', body: 'done' };
        },
      },
    ],
  });
  const answer = raw(port, 'GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
  await begun;
  const startedAt = performance.now();
  const stopped = webs[0]?.stop();
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  finish();
  expect(await answer).toContain('done');
  await stopped;
  expect(performance.now() - startedAt).toBeLessThan(1500);
});

test('stopping is bounded: what never ends is ended', async () => {
  const port = await open({
    graceMs: 30,
    routes: [{ method: 'GET', path: '/never', answer: () => new Promise(() => {}) }],
  });
  const answer = raw(port, 'GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  const idle = raw(port, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  await fetch(`http://127.0.0.1:${port}/healthz`);
  await webs[0]?.stop();
  expect(await answer).toBe('');
  expect(await idle).toContain('200');
});

test('a port in use is an error, not a crash', async () => {
  const port = await open();
  const second = createWeb({ log, metrics, checks: {}, slack: null });
  await expect(second.listen(port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
});
