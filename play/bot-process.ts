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
      pace: Pace;
    }
  | { order: 'pace'; pace: Pace };
export type Report = { debugPort: number } | { failed: string };

type Inside = Awaited<ReturnType<typeof lookInside>>;

export type BotProcess = {
  readonly state: 'running' | 'starting' | 'stopped';
  /** Its process reads its programs already; it does nothing until it is started. */
  prepare(): void;
  start(): Promise<void>;
  /** Asks it to finish what is under way. */
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
  setPace(pace: Pace): void;
  /** What its inside looks like; null while it does not run. */
  debug(): Promise<Inside | null>;
};

export type BotOptions = {
  dataDir: string;
  /** Where it answers: the same after each start, for its links lead there. */
  port: number;
  /** Opens its page for when Slack fails. */
  bridgeSecret: string;
  pace: Pace;
};

/** The bot of a sandbox, in a process of its own. */
export function makeBotProcess(
  sandbox: Sandbox,
  { dataDir, port, bridgeSecret, pace: firstPace }: BotOptions,
): BotProcess {
  const debugToken = randomBytes(24).toString('hex');
  let pace = firstPace;
  let child: ChildProcess | null = null;
  let debugPort = 0;
  let state: BotProcess['state'] = 'stopped';

  function prepare(): ChildProcess {
    if (child) return child;
    const options = { execArgv: ['--disable-warning=ExperimentalWarning'] };
    const prepared = fork(join(import.meta.dirname, 'bot.ts'), [], options);
    child = prepared;
    prepared.once('exit', () => {
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
    const from = { slackApiUrl, botToken, signingSecret, dataDir, debugToken, port, bridgeSecret, pace };
    started.send({ order: 'start', ...from } satisfies Order);
    const answer = await Promise.race([
      once(started, 'message').then(([said]) => said as Report),
      once(started, 'exit').then((): Report => ({ failed: 'it ended' })),
    ]);
    if ('failed' in answer) throw new Error(`the bot did not start: ${answer.failed}`);
    debugPort = answer.debugPort;
    sandbox.requestUrl = `http://127.0.0.1:${port}/slack/events`;
    state = 'running';
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!child) return;
    const ended = once(child, 'exit');
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
      pace = next;
      if (state !== 'stopped') child?.send({ order: 'pace', pace } satisfies Order);
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
