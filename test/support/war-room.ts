import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type DialClock, dialClock } from '../../sandbox/clock.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { readConfiguration } from '../../src/config/configuration.ts';
import type { Environment } from '../../src/config/environment.ts';
import type { Pagers } from '../../src/incident/pager.ts';
import { createLog } from '../../src/log.ts';
import { type Muster, startMuster } from '../../src/muster.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createTestDatabase, type DatabaseKind } from './database.ts';
import { noteRoutes } from './story-routes.ts';

export interface Stage {
  readonly sandbox: Sandbox;
  readonly clock: DialClock;
  readonly muster: Muster;
  /** Of the bots' PostgreSQL, for who wants to look inside or to hold something up. */
  readonly databaseUrl: string;
  /** Somebody of the cast. */
  person(name: string): ReturnType<Sandbox['person']>;
  /** Everything under way has come to rest: Slack's deliveries and the bot's errands that are due. */
  rest(): Promise<void>;
  /** Time goes on, with everything that falls due in it. */
  pass(ms: number): Promise<void>;
  /** Stops the bot and starts it again on the same database. */
  restart(): Promise<void>;
  /** One more bot on the same database; Slack is not told of it. */
  another(): Promise<Muster>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** The configuration, or how to make it of people's ids in Slack. */
  readonly config?: string | ((id: (name: string) => string) => string);
  readonly pagers?: Pagers;
  /** What else the surroundings say, such as the secret of the card's page. */
  readonly environment?: Partial<Environment>;
  readonly transport?: 'http' | 'socket';
  readonly database?: DatabaseKind;
  readonly sandbox?: Partial<SandboxOptions>;
  /** Until a call of the worker counts as unanswered, in real milliseconds. */
  readonly slackTimeoutMs?: number;
  /** Where the log's lines go, all of them; nowhere unless said. */
  readonly writeLog?: (line: string) => void;
}

export const minute = 60_000;

/** Half past nine in London, on a Saturday. */
export const morning = Date.UTC(2026, 10, 21, 9, 30);

const manifest = readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8');

/** A workspace, the bot in it, and a clock that only the test turns. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const clock = dialClock(morning);
  const sandbox = await openSandbox({
    manifest,
    clock,
    people: [
      { name: 'ana', zone: 'Europe/Berlin' },
      { name: 'ben', zone: 'Europe/London' },
      { name: 'cho', zone: 'Asia/Seoul' },
      { name: 'dan', zone: 'America/New_York' },
      { name: 'gus', zone: 'Europe/London', guest: true },
    ],
    channels: [
      { name: 'general', members: ['ana', 'ben', 'cho', 'dan'] },
      { name: 'incidents', members: ['dan'] },
    ],
    ...options.sandbox,
  });
  const kind = options.database ?? 'postgres';
  const database = kind === 'postgres' ? await createTestDatabase() : null;
  const { config = '' } = options;
  const given = typeof config === 'string' ? config : config((name) => sandbox.person(name).profile.id);
  const configuration = readConfiguration(given, 'muster.yml');
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
  const transport: Environment['transport'] =
    options.transport === 'socket'
      ? { kind: 'socket', appToken: sandbox.appToken }
      : { kind: 'http', signingSecret: sandbox.signingSecret };
  const environment: Environment = {
    transport,
    botToken: sandbox.botToken,
    slackApiUrl: sandbox.apiUrl,
    port: 0,
    databaseUrl: database?.url ?? null,
    dataDir: 'memory://',
    configFile: null,
    publicUrl: 'http://localhost',
    logLevel: 'silent',
    notices: [],
    ...options.environment,
  };

  const begin = async (): Promise<Muster> => {
    const muster = await startMuster({
      // The app may have been installed anew.
      environment: { ...environment, botToken: sandbox.botToken },
      policy: configuration.policy,
      directory: configuration.directory,
      smtp: configuration.smtp,
      ...(options.pagers === undefined ? {} : { pagers: options.pagers }),
      keepMs: configuration.keepMs,
      rhythm: configuration.rhythm,
      clock,
      log: options.writeLog === undefined ? createLog('silent') : createLog('trace', { write: options.writeLog }),
      metrics: createMetrics(),
      slackRetryMs: 5,
      // Each costs the server a process and plans of its own.
      poolSize: 4,
      random: () => 0.5,
      ...(options.slackTimeoutMs === undefined ? {} : { slackTimeoutMs: options.slackTimeoutMs }),
    });
    return muster;
  };
  let told: string | null = null;
  const beginAlone = async (): Promise<Muster> => {
    const one = await begin();
    const url = `http://127.0.0.1:${one.port}/slack/events`;
    // A test may have put something between.
    if (transport.kind === 'http' && (told === null || told === sandbox.requestUrl)) sandbox.requestUrl = url;
    told = url;
    return one;
  };
  let muster = await beginAlone();
  let isUp = true;
  const others = new Set<Muster>();

  const happened = () => `${sandbox.calls.length} ${sandbox.deliveries.length}`;
  const seen = () => `${clock.now()} ${happened()}`;
  let restedAt = '';
  /** When the next thing is due that the bot has written down. */
  let dueAt: number | null = null;
  // What one side does may give the other something to do: until a whole round changed nothing.
  const rest = async (): Promise<void> => {
    // A stop, and a start that waits for Slack, come to no rest; time goes on meanwhile.
    while (isUp) {
      const before = seen();
      await sandbox.settled();
      await muster.answered();
      dueAt = await muster.engine.drained();
      for (const other of others) await other.answered();
      if (before !== seen()) continue;
      restedAt = before;
      return;
    }
  };
  // The dial asks several times at each step. While only time passes, nothing is due where nothing was said since.
  let onlyTimePasses = false;
  const restAgain = async () => {
    if (!onlyTimePasses || restedAt !== seen()) await rest();
  };
  clock.settleFirst(restAgain);
  return {
    sandbox,
    clock,
    databaseUrl: database?.url ?? '',
    get muster() {
      return muster;
    },
    person: (name) => sandbox.person(name),
    rest,
    async pass(ms) {
      await rest();
      onlyTimePasses = true;
      const until = clock.now() + ms;
      // A minute at a time, so that what is due in between happens in between. After one in which nothing happened, all of
      // those in which nothing is due.
      let wasQuiet = false;
      while (clock.now() < until) {
        const before = happened();
        const nextAt = Math.min(dueAt ?? until, clock.nextAt() ?? until);
        const minutes = wasQuiet ? Math.max(1, Math.ceil((nextAt - clock.now()) / minute)) : 1;
        await clock.advance(Math.min(minutes * minute, until - clock.now()));
        await restAgain();
        wasQuiet = happened() === before;
      }
      onlyTimePasses = false;
    },
    async restart() {
      isUp = false;
      await muster.stop();
      muster = await beginAlone();
      isUp = true;
    },
    async another() {
      const one = await begin();
      const other: Muster = {
        ...one,
        stop: () => {
          others.delete(other);
          return one.stop();
        },
      };
      others.add(other);
      return other;
    },
    async close() {
      noteRoutes(sandbox, expect.getState().testPath ?? '');
      for (const one of [muster, ...others]) await one.stop();
      await sandbox.close();
      await database?.drop();
    },
  };
}
