import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { cpuMsOf } from './cpu.ts';

export interface Bot {
  readonly port: number;
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number;
  /** Memory that the process holds now, in megabytes. */
  residentMb(): number;
  /** What the process took of a core so far. */
  cpuMs(): number;
  /** What `/metrics` tells now under this name, labels included; NaN when there is none. */
  figure(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** Where the bot keeps its incidents. */
export type Place = { readonly databaseUrl: string } | { readonly dataDir: string };

/** Starts the bot as `npm start` does, a process of its own, and waits until it says that it is ready. `config`: of muster.yml. */
export async function startBot(sandbox: Sandbox, place: Place, config = ''): Promise<Bot> {
  const port = await freePort();
  // A folder of its own: no .env and no muster.yml of this machine changes what is measured.
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  if (config !== '') writeFileSync(join(folder, 'muster.yml'), config);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...flagsOfStart(), join(import.meta.dirname, '../src/main.ts')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      LOG_LEVEL: 'warn',
      ...('databaseUrl' in place ? { DATABASE_URL: place.databaseUrl } : { DATA_DIR: place.dataDir }),
      // A profile of the bot: MUSTER_BENCH_NODE="--cpu-prof --cpu-prof-dir=…"
      ...(process.env.MUSTER_BENCH_NODE ? { NODE_OPTIONS: process.env.MUSTER_BENCH_NODE } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  // Also when what was measured failed, and nobody stops it.
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.off('exit', orphaned));
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
    const trouble = said
      .join('')
      .split('\n')
      .filter((line) => line.includes('"level":50'));
    if (trouble.length > 0) process.stderr.write(`the bot logged ${trouble.length} errors: ${trouble[0]}\n`);
  };
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - startedAt > 60_000) {
      await stop();
      throw new Error(`the bot did not start:\n${said.join('')}`);
    }
    await sleep(5);
  }
  const readyMs = performance.now() - startedAt;
  return {
    port,
    readyMs,
    figure: async (name) => {
      const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const line = page.split('\n').find((one) => one.startsWith(`${name} `));
      return Number(line?.slice(name.length + 1) ?? Number.NaN);
    },
    cpuMs: () => cpuMsOf(child.pid),
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop,
  };
}

/** What `npm start` gives to node before the program. */
function flagsOfStart(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  const { scripts } = JSON.parse(text) as { readonly scripts: { readonly start: string } };
  return scripts.start.split(' ').slice(1, -1);
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
