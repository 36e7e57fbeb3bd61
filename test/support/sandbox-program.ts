import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compiledBot } from './compiled.ts';

export type Program = {
  /** What it printed for people to open. */
  readonly address: string;
  /** Waits until it has printed something like it. */
  said(pattern: RegExp): Promise<string>;
  /** As Ctrl-C does; its exit status (npm has its own). Twice does nothing more. */
  stop(): Promise<number | null>;
};

const root = join(import.meta.dirname, '../..');

/** Starts `npm run sandbox` as a process of its own, on a free port; `npm`: through npm itself. */
export async function startProgram(
  options: readonly string[],
  { npm = false, cwd = root }: { npm?: boolean; cwd?: string } = {},
): Promise<Program> {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', join(root, 'play/main.ts')];
  const [command = '', ...args] = npm ? ['npm', 'run', 'sandbox', '--'] : node;
  const env = { ...process.env, ...(await compiledBot()) };
  // A group of its own, which gets the signal as from a terminal.
  const child = spawn(command, [...args, '--port', '0', ...options], { cwd, env, detached: true, stdio: 'pipe' });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let printed = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    printed += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);

  async function said(pattern: RegExp): Promise<string> {
    const found = new Promise<string>((resolve) => {
      const look = () => {
        const [words] = pattern.exec(printed) ?? [];
        if (words !== undefined && waiting.delete(look)) resolve(words);
      };
      waiting.add(look);
      look();
    });
    const ended = exited.then(([status]) => {
      throw new Error(`the sandbox ended (${status}) before it said ${pattern}:\n${printed}`);
    });
    return Promise.race([found, ended]);
  }

  return {
    address: (await said(/http:\S+(?=\s)/)).trim(),
    said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) interrupt(child);
      return (await exited)[0];
    },
  };
}

function interrupt(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
}
