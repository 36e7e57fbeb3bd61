// biome-ignore-all lint/suspicious/noExplicitAny: tests look into payloads freely
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { WebClient } from '@slack/web-api';
import { type DialClock, dialClock } from '../../sandbox/clock.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';

/** A moment like any other: 21 November 2026, 10:00 UTC. */
export const startAt = Date.UTC(2026, 10, 21, 10, 0, 0);
export const manifest = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');

type Received = {
  headers: IncomingHttpHeaders;
  raw: string;
  /** An event's envelope, a command's fields, or the payload of a click or form. */
  body: Record<string, any>;
};
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | 'never';

/** A tiny app: keeps what it was sent, and answers as told. */
async function openApp(answer: (received: Received) => Reply | Promise<Reply> = () => ({})) {
  const received: Received[] = [];
  const app = { received, answer, url: '', close: () => {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const raw = Buffer.concat(chunks).toString();
      const one = { headers: request.headers, raw, body: parse(request.headers['content-type'], raw) };
      received.push(one);
      const reply = await app.answer(one);
      if (reply === 'never') return;
      const { status = 200, body = '', headers = {} } = reply;
      const isText = typeof body === 'string';
      response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
      response.end(isText ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  app.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`;
  app.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return app;
}

function parse(type: string | undefined, raw: string) {
  if (type === 'application/json') return JSON.parse(raw);
  const fields = Object.fromEntries(new URLSearchParams(raw));
  return fields.payload ? JSON.parse(fields.payload) : fields;
}

export type Stage = {
  sandbox: Sandbox;
  clock: DialClock;
  app: Awaited<ReturnType<typeof openApp>>;
  client: WebClient;
  /** Inner events that reached the app, of one type. */
  events(type: string): Record<string, any>[];
  /** The error code of a call that must fail. */
  refusal(work: Promise<unknown>): Promise<string>;
};

const open: { close(): unknown }[] = [];

/** A workspace with ana, ben, a guest and a stranger, the bot in #ops, and an app that answers 200 to everything. */
export async function openStage(options: Partial<SandboxOptions> = {}): Promise<Stage> {
  const clock = dialClock(startAt, { graceMs: 40 });
  const sandbox = await openSandbox({
    manifest,
    clock,
    people: [
      { name: 'ana', zone: 'Europe/Berlin', title: 'Engineer' },
      { name: 'ben' },
      { name: 'gus', guest: true },
      { name: 'sue', stranger: true },
      { name: 'dee', deactivated: true },
    ],
    groups: [{ handle: 'payments-oncall', members: ['ana', 'ben'] }],
    channels: [
      { name: 'ops', members: ['ana', 'ben', 'muster'] },
      { name: 'random', members: ['ana'] },
      { name: 'secret', private: true, members: ['ana'] },
      { name: 'vault', private: true, members: ['ana', 'muster'] },
    ],
    ...options,
  });
  const app = await openApp();
  sandbox.requestUrl = app.url;
  open.push(sandbox, app);
  return {
    sandbox,
    clock,
    app,
    client: clientOf(sandbox),
    events: (type) => app.received.map((one) => one.body.event).filter((event) => event?.type === type),
    async refusal(work) {
      try {
        await work;
      } catch (error) {
        return (error as { data?: { error?: string } }).data?.error ?? String(error);
      }
      throw new Error('it was not refused');
    },
  };
}

export const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};

export function clientOf(sandbox: Sandbox, token: string = sandbox.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
}

export async function closeStages(): Promise<void> {
  for (const one of open.splice(0)) await one.close();
}
