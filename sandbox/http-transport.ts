import { Agent, request } from 'node:http';
import type { Answer, DeliveryKind, Retry } from './deliveries.ts';
import { sign } from './sign.ts';

export type HttpTransport = {
  post(url: string, kind: DeliveryKind, body: Record<string, unknown>, retry: Retry): Promise<Answer>;
  close(): void;
};

/** Slack's signed requests. `now` (ms) is what the signature's timestamp says. */
export function makeHttpTransport(secret: string, now: () => number): HttpTransport {
  const agent = new Agent({ keepAlive: true });
  return {
    post: (url, kind, body, retry) => send(agent, url, secret, now(), kind, body, retry),
    close: () => agent.destroy(),
  };
}

function send(
  agent: Agent,
  url: string,
  secret: string,
  at: number,
  kind: DeliveryKind,
  body: Record<string, unknown>,
  retry: Retry,
): Promise<Answer> {
  const raw = encode(kind, body);
  const headers: Record<string, string> = {
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
    // Bare, without a charset: Bolt reads a form with `; charset=utf-8` as JSON and refuses it.
    'content-type': kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(raw)),
    ...sign(secret, raw, at),
  };
  if (retry.attempt > 0) {
    headers['x-slack-retry-num'] = String(retry.attempt);
    headers['x-slack-retry-reason'] = retry.reason;
  }
  return new Promise((resolve) => {
    const unreachable = () => resolve({ status: 'unreachable', body: null });
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', unreachable);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const noRetry = status >= 300 && response.headers['x-slack-no-retry'] === '1';
        resolve({ status, body: parse(Buffer.concat(chunks).toString()), noRetry });
      });
    });
    sent.on('error', unreachable);
    sent.end(raw);
  });
}

/** Events are JSON, commands a form of plain fields, the rest a form with one field `payload`. */
function encode(kind: DeliveryKind, body: Record<string, unknown>): string {
  if (kind === 'event') return JSON.stringify(body);
  if (kind === 'command')
    return new URLSearchParams(
      Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]),
    ).toString();
  return new URLSearchParams({ payload: JSON.stringify(body) }).toString();
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
