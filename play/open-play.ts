import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, openBrowser } from '../sandbox/browser/open-browser.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { makeBotProcess } from './bot-process.ts';
import { cast } from './cast.ts';
import { makeInside } from './inside.ts';
import { keptWorld } from './kept-world.ts';
import type { Pace } from './paced-time.ts';
import { playPast } from './past.ts';
import { playClock } from './play-clock.ts';
import { playScenario } from './scenario.ts';

export type PlayOptions = {
  empty: boolean;
  keep: boolean;
  scenario: boolean;
  speed: number;
  port: number;
  host: string;
  print(text: string): void;
  /** Where `keep` keeps; `./sandbox-data` unless given. */
  folder?: string;
};

export type Play = { readonly address: string; close(): Promise<void> };

const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const day = 86_400_000;

/** Workspace, bot and page, ready to be used. The past is played first, with the clock set back. */
export async function openPlay(options: PlayOptions): Promise<Play> {
  const folder = options.keep
    ? resolve(options.folder ?? 'sandbox-data')
    : mkdtempSync(join(tmpdir(), 'muster-sandbox-'));
  mkdirSync(folder, { recursive: true });
  const dataDir = join(folder, 'database');
  const kept = keptWorld(join(folder, 'workspace.bin'));
  const isNew = !options.keep || !kept.exists;
  const withPast = isNew && !options.empty && !options.scenario;
  const clock = playClock(Date.now() - (withPast ? 22 * day : 0));
  const sandbox = await openSandbox({
    manifest,
    clock,
    ...cast,
    // Another stream of ids at each start: those of a kept workspace are taken.
    seed: options.keep ? randomBytes(4).readUInt32LE() : 7,
  });
  if (!isNew) kept.load(sandbox.world);
  if (withPast) options.print('Playing the past: three incidents, with the clock set back …');
  if (withPast) await playPast(sandbox, clock.dial, dataDir);
  const live = (speed: number): Pace => ({ originAt: Date.now(), startAt: Date.now(), speed });
  let pace = live(1);
  clock.goLive(pace);

  const bot = makeBotProcess(sandbox, dataDir, pace);
  await bot.start();
  const local = ['127.0.0.1', 'localhost', '::1'].includes(options.host);
  const inside = makeInside(sandbox, bot);
  const open = (port: number): Promise<Browser> =>
    openBrowser(sandbox, {
      port,
      host: options.host,
      token: local ? null : randomBytes(16).toString('hex'),
      speed: () => pace.speed,
      inside,
    });
  const browser = await open(options.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return open(0);
  });
  const setSpeed = (speed: number): void => {
    pace = { originAt: Date.now(), startAt: clock.now(), speed };
    clock.goLive(pace);
    bot.setPace(pace);
    browser.clockChanged();
  };
  const ending = new AbortController();
  if (options.scenario) {
    setSpeed(options.speed);
    const { speed, print } = options;
    const quiet = async () => (await bot.debug())?.errands.every((one) => one.dueAt > clock.now()) ?? false;
    void playScenario({ sandbox, speed, print, signal: ending.signal, quiet }).then(() => setSpeed(1));
  }
  const saving = setInterval(() => options.keep && kept.save(sandbox.world), 5_000);
  return {
    address: browser.address,
    async close() {
      clearInterval(saving);
      ending.abort();
      await browser.close();
      await bot.stop();
      if (options.keep) kept.save(sandbox.world);
      await sandbox.close();
      if (!options.keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
