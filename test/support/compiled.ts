import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Half of what a start of the bot costs is compiling it. Who is killed keeps nothing of that for the next start: a run
// compiles it once, in jest's own process, for all the bots that tests start as programs.

/** Compiles the bot into a folder, as `NODE_COMPILE_CACHE` has it. */
export async function compileBot(folder: string): Promise<string> {
  const muster = JSON.stringify(join(import.meta.dirname, '../../src/muster.ts'));
  const program = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', `await import(${muster})`];
  const env = { ...process.env, NODE_COMPILE_CACHE: folder };
  await promisify(execFile)(process.execPath, [...program], { env, timeout: 60_000 });
  return folder;
}

/** What a bot that is started as a program needs in its environment to begin with what is compiled. */
export async function compiledBot(): Promise<{ readonly NODE_COMPILE_CACHE: string }> {
  const door = process.env.MUSTER_TEST_DOOR;
  if (door === undefined) throw new Error('the bot is compiled by the global set-up of jest');
  const answer = await fetch(`${door}/compiled`);
  if (!answer.ok) throw new Error(await answer.text());
  return { NODE_COMPILE_CACHE: await answer.text() };
}
