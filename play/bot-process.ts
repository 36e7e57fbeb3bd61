import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { lookInside } from '../src/store/look-inside.ts';
import type { Pace } from './paced-time.ts';

/** What the bot's process is told. */
export type Order =
  | {
      order: 'start';
      slackApiUrl: string;
      botToken: string;
      signingSecret: string;
      dataDir: string;
      debugToken: string;
      port: number;
      bridgeSecret: string;
      time: BotTime;
    }
  | { order: 'time'; time: BotTime }
  /** Answered as soon as it is done: the clock of the past stands still until then. */
  | { order: 'turn'; at: number; rest: boolean; ask: number };
type Started = { debugPort: number } | { failed: string };
export type Report = Started | { done: number };

/** What the bot's clock says: a time that stands until it is turned, or one that goes by itself. */
type BotTime = { readonly at: number } | Pace;

type Inside = Awaited<ReturnType<typeof lookInside>>;

export type BotProcess = {
  readonly state: 'running' | 'starting' | 'stopping' | 'stopped';
  /** Its process reads its programs already; it does nothing until it is started. */
  prepare(): void;
  start(): Promise<void>;
  /** Asks it to finish what is under way. */
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
  setPace(pace: Pace): void;
  /** While time is turned by hand: it is `at` now; with `rest`, once the bot has done all that is due then. */
  turn(at: number, rest: boolean): Promise<void>;
  /** What its inside looks like; null while it does not run. */
  debug(): Promise<Inside | null>;
};

export type BotOptions = {
  dataDir: string;
  /** Where it answers: the same after each start, for its links lead there. */
  port: number;
  /** Opens its page for when Slack fails. */
  bridgeSecret: string;
};

/**
 * Who starts it waits for it, mostly to make its database; a compiler of the database's code that takes more care (it
 * would run in the same two cores) costs two seconds and wins nothing at the pace of people.
 */
const execArgv = ['--disable-warning=ExperimentalWarning', '--liftoff-only'];

/** The bot of a sandbox, in a process of its own. */
export function makeBotProcess(sandbox: Sandbox, { dataDir, port, bridgeSecret }: BotOptions): BotProcess {
  const debugToken = randomBytes(24).toString('hex');
  const waiting = new Map<number, { resolve(): void; reject(why: Error): void }>();
  let time: BotTime = { originAt: Date.now(), startAt: Date.now(), speed: 1 };
  let asked = 0;
  let child: ChildProcess | null = null;
  let debugPort = 0;
  let state: BotProcess['state'] = 'stopped';

  function prepare(): ChildProcess {
    if (child) return child;
    const prepared = fork(join(import.meta.dirname, 'bot.ts'), [], { execArgv });
    child = prepared;
    prepared.on('message', (said: Report) => {
      if ('done' in said) waiting.get(said.done)?.resolve();
    });
    prepared.once('exit', () => {
      for (const one of waiting.values()) one.reject(new Error('the bot ended'));
      if (child !== prepared) return;
      child = null;
      state = 'stopped';
    });
    return prepared;
  }

  async function start(): Promise<void> {
    if (state !== 'stopped') return;
    state = 'starting';
    const started = prepare();
    const { apiUrl: slackApiUrl, botToken, signingSecret } = sandbox;
    const from = { slackApiUrl, botToken, signingSecret, dataDir, debugToken, port, bridgeSecret, time };
    started.send({ order: 'start', ...from } satisfies Order);
    const answer = await Promise.race([
      once(started, 'message').then(([said]) => said as Started),
      once(started, 'exit').then((): Started => ({ failed: 'it ended' })),
    ]);
    if ('failed' in answer) throw new Error(`the bot did not start: ${answer.failed}`);
    debugPort = answer.debugPort;
    sandbox.requestUrl = `http://127.0.0.1:${port}/slack/events`;
    state = 'running';
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!child) return;
    const ended = once(child, 'exit');
    state = 'stopping';
    child.kill(signal);
    await ended;
  }

  return {
    get state() {
      return state;
    },
    prepare: () => void prepare(),
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    setPace(next) {
      time = next;
      if (state !== 'stopped') child?.send({ order: 'time', time } satisfies Order);
    },
    async turn(at, rest) {
      time = { at };
      if (state !== 'running' || !child) return;
      const ask = ++asked;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.set(ask, { resolve, reject });
      child.send({ order: 'turn', at, rest, ask } satisfies Order);
      await promise.finally(() => waiting.delete(ask));
    },
    async debug() {
      if (state !== 'running') return null;
      try {
        const headers = { authorization: `Bearer ${debugToken}` };
        const answer = await fetch(`http://127.0.0.1:${debugPort}/debug`, {
          headers,
          signal: AbortSignal.timeout(2000),
        });
        return (await answer.json()) as Inside;
      } catch {
        return null;
      }
    },
  };
}
