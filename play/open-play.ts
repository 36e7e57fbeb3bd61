import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, openBrowser } from '../sandbox/browser/open-browser.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { makeBotProcess } from './bot-process.ts';
import { cast } from './cast.ts';
import { freePort } from './free-port.ts';
import { holdFolder } from './hold-folder.ts';
import { makeInside } from './inside.ts';
import { keptSecret } from './kept-secret.ts';
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
};

export type Play = {
  readonly address: string;
  /** When the past is played and the bot runs. The page is there before, and says what it waits for. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
};

const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const day = 86_400_000;

/** Workspace, bot and page. The past is played first, with the clock set back. */
export async function openPlay(options: PlayOptions): Promise<Play> {
  const folder = options.keep ? resolve('sandbox-data') : mkdtempSync(join(tmpdir(), 'muster-sandbox-'));
  mkdirSync(folder, { recursive: true });
  // Before anything in it is touched.
  const giveBack = await holdFolder(folder);
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
  // Somebody ended the program before the past was played: what there is belongs to no workspace.
  else rmSync(dataDir, { recursive: true, force: true });
  const live = (speed: number): Pace => ({ originAt: Date.now(), startAt: Date.now(), speed });
  let pace = live(1);
  const bot = makeBotProcess(sandbox, {
    dataDir,
    port: await freePort(),
    bridgeSecret: keptSecret(join(folder, 'bridge-secret')),
  });
  bot.prepare();
  const local = ['127.0.0.1', 'localhost', '::1'].includes(options.host);
  let opening: string | null = 'Starting the bot …';
  const open = (port: number): Promise<Browser> =>
    openBrowser(sandbox, {
      port,
      host: options.host,
      token: local ? null : randomBytes(16).toString('hex'),
      speed: () => pace.speed,
      opening: () => opening,
      inside: makeInside(sandbox, bot),
    });
  const browser = await open(options.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return open(0);
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const setSpeed = (speed: number, startAt = clock.now()): void => {
    pace = { originAt: Date.now(), startAt, speed };
    clock.goLive(pace);
    bot.setPace(pace);
    browser.clockChanged();
  };
  const ending = new AbortController();
  const { signal } = ending;

  async function begin(): Promise<void> {
    const tell = (words: string) => {
      opening = words;
    };
    if (withPast) await playPast(sandbox, { clock, bot, tell, signal });
    signal.throwIfAborted();
    tell('Starting the bot …');
    setSpeed(options.scenario ? options.speed : 1, Date.now());
    await bot.start();
    opening = null;
    if (!options.scenario) return;
    const { speed, print } = options;
    const quiet = async () => (await bot.debug())?.errands.every((one) => one.dueAt > clock.now()) ?? false;
    void playScenario({ sandbox, speed, print, signal, quiet }).then(() => setSpeed(1));
  }
  const ready = begin();
  // Who waits for it hears of it; who ends the program before need not.
  ready.catch(() => {});
  const save = () => options.keep && opening === null && kept.save(sandbox.world);
  const saving = setInterval(save, 5_000);
  return {
    address: browser.address,
    ready,
    async close() {
      clearInterval(saving);
      ending.abort();
      await browser.close();
      await ready.catch(() => {});
      await bot.stop();
      save();
      await sandbox.close();
      giveBack();
      if (!options.keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
