import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Bot {
  /** Where it answers; null while it starts or is dead. */
  port: number | null;
  /** Ends it without a word; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a rolling restart does; resolves with the exit status. */
  end(): Promise<number | null>;
  /** Stands still for so long, as under a paused virtual machine. */
  freeze(ms: number): Promise<void>;
  start(): Promise<void>;
  /** What it wrote last: for the report of a failure. */
  readonly said: string;
}

const mainFile = join(import.meta.dirname, '../../src/main.ts');

/** The bot as `npm start` runs it: a process of its own, started again as often as it is ended. */
export function makeBot(
  cwd: string,
  env: () => Readonly<Record<string, string>>,
  log: string | null,
  onUnexpected: (said: string) => void,
): Bot {
  let child: ChildProcess | null = null;
  let exited: Promise<unknown> = Promise.resolve();
  let isEnding = true;
  let said = '';

  async function start(): Promise<void> {
    if (!isEnding) return;
    const one = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', mainFile], {
      cwd,
      env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'info', ...env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = one;
    isEnding = false;
    said = '';
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    for (const stream of [one.stdout, one.stderr])
      stream.on('data', (bytes: Buffer) => {
        if (log !== null) appendFileSync(log, bytes);
        said = `${said}${bytes}`.slice(-20_000);
        const port = /"http\.port":(\d+)/.exec(said)?.[1];
        if (port === undefined || bot.port !== null || child !== one || isEnding) return;
        bot.port = Number(port);
        resolve();
      });
    exited = once(one, 'exit').then(() => {
      if (child === one) bot.port = null;
      if (child === one && !isEnding) {
        isEnding = true;
        onUnexpected(said);
      }
      resolve();
    });
    await ready;
  }

  async function stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const one = child;
    isEnding = true;
    bot.port = null;
    one?.kill(signal);
    await exited;
    return one?.exitCode ?? null;
  }

  const bot: Bot = {
    port: null,
    start,
    kill: async () => void (await stop('SIGKILL')),
    end: () => stop('SIGTERM'),
    async freeze(ms) {
      const one = child;
      one?.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      one?.kill('SIGCONT');
    },
    get said() {
      return said;
    },
  };
  return bot;
}
