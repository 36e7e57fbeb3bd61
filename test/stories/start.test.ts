import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { realClock } from '../../sandbox/clock.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { compiledBot } from '../support/compiled.ts';
import { manifest } from '../support/crash-stage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { layWire, type Wire } from '../torture/wire.ts';

// Whoever starts the bot reads what is wrong; what mends itself is waited for. A process of its own, as `npm start` runs it.

let sandbox: Sandbox;
let database: TestDatabase;
let wire: Wire;
beforeAll(async () => {
  sandbox = await openSandbox({ manifest, clock: realClock(), people: [{ name: 'ana' }] });
  database = await createTestDatabase('empty');
  const { hostname: host, port } = new URL(database.url);
  wire = await layWire({ host, port: Number(port) });
}, 60_000);
afterAll(async () => {
  wire?.close();
  await sandbox?.close();
  await database?.drop();
});

const running: Bot[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

interface Bot {
  readonly child: ChildProcess;
  readonly port: number;
  said(): string;
  /** Resolves when it has written these words; rejects when it ends before. */
  says(words: string): Promise<void>;
  /** The exit status. */
  readonly ended: Promise<number | null>;
}

async function start(change: (url: URL) => void, env: Readonly<Record<string, string>> = {}): Promise<Bot> {
  const url = new URL(database.url);
  change(url);
  const [port, compiled] = await Promise.all([freePort(), compiledBot()]);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', mainFile], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      DATABASE_URL: url.href,
      ...compiled,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)));
  const ended = once(child, 'exit').then(([status]) => status as number | null);
  const bot: Bot = {
    child,
    port,
    said: () => said,
    async says(words) {
      while (!said.includes(words)) {
        if (child.exitCode !== null) throw new Error(`it ended and never said "${words}":\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    ended,
  };
  running.push(bot);
  return bot;
}

const mainFile = join(import.meta.dirname, '../../src/main.ts');
const overWire = (url: URL): void => {
  url.hostname = '127.0.0.1';
  url.port = String(wire.port);
};

test('while the database is away the bot waits for it, alive and not ready; then it starts', async () => {
  wire.cut();
  const bot = await start(overWire);
  await bot.says('the database does not answer yet; waiting for it');
  const at = `http://127.0.0.1:${bot.port}`;
  const page = async (path: string, method = 'GET') => {
    const answer = await fetch(`${at}${path}`, { method });
    return [answer.status, await answer.text()];
  };
  expect(await page('/healthz')).toEqual([200, 'ok\n']);
  expect(await page('/readyz')).toEqual([503, 'not ready  database\nnot ready  migrations\nnot ready  slack\n']);
  // Slack tries again later.
  expect((await page('/slack/events', 'POST'))[0]).toBe(503);
  wire.mend();
  await bot.says('"msg":"ready"');
  expect(bot.said()).toContain('the database answers');
  expect((await page('/readyz'))[0]).toBe(200);
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
}, 30_000);

test('asked to end while it waits, it ends at once and in peace', async () => {
  wire.cut();
  const bot = await start(overWire);
  await bot.says('waiting for it');
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  wire.mend();
}, 30_000);

test('what waiting does not mend ends the start with one line', async () => {
  const bots = await Promise.all([
    start((url) => {
      url.pathname = '/nobody_made_this';
    }),
    start((url) => {
      url.username = 'a_stranger';
    }),
    start(() => {}, { SLACK_APP_TOKEN: 'xapp-1-A1-1-0123456789abcdef' }),
  ]);
  const statuses = await Promise.all(bots.map(({ ended }) => ended));
  expect(statuses).toEqual([78, 78, 78]);
  const last = bots.map((bot) => bot.said().trim().split('\n').at(-1));
  expect(last).toEqual([
    expect.stringMatching(
      /^The database at DATABASE_URL does not answer: database "nobody_made_this" does not exist\.$/,
    ),
    expect.stringMatching(/^The database at DATABASE_URL does not answer: .*a_stranger/),
    'SLACK_APP_TOKEN: Slack refuses it (invalid_auth); expected an app-level token with the scope connections:write, such as xapp-…',
  ]);
}, 30_000);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
