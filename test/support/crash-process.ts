import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { dialClock } from '../../sandbox/clock.ts';
import { seededRandom } from '../../sandbox/ids.ts';
import { openSandbox } from '../../sandbox/sandbox.ts';
import { compiledBot } from './compiled.ts';
import { cast, manifest } from './crash-stage.ts';
import { type Acting, picture } from './crash-story.ts';
import { createTestDatabase, type DatabaseKind } from './database.ts';
import { unpackEmbedded } from './embedded-image.ts';
import { minute } from './war-room.ts';

export interface Killing {
  readonly kills: number;
  /** Moments are drawn from it. */
  readonly seed: number;
  /** Calls to Slack between two deaths. */
  readonly gap: readonly [least: number, most: number];
}

interface Life {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exited: Promise<unknown>;
}

/**
 * The bot as `npm start` runs it, a process of its own, killed with SIGKILL at moments drawn from a seed: before Slack
 * does what it is asked, after it, or some milliseconds later, in the middle of whatever comes then. Slack's time is a
 * dial; the bot's is the machine's.
 */
export async function playWithKills(
  story: { play(stage: Acting): Promise<void> },
  kind: DatabaseKind,
  { kills, seed, gap: [least, most] }: Killing,
) {
  const clock = dialClock(Date.now(), { graceMs: 20_000 });
  const sandbox = await openSandbox({ manifest, clock, rateLimits: false, signedBy: 'machine', ...cast });
  const place = kind === 'postgres' ? await onServer() : await inFolder();
  const env = { ...place.env, ...(await compiledBot()) };
  const random = seededRandom(seed);
  const drawGap = (): number => least + Math.floor(random() * (most - least + 1));
  let deaths = 0;
  let callsLeft = kills === 0 ? Number.POSITIVE_INFINITY : drawGap();
  let life: Life | null = null;
  life = await start(sandbox, env);

  let how: 'before' | 'after' | null = null;
  const strike = (): boolean => {
    how = null;
    callsLeft -= 1;
    if (callsLeft > 0 || life === null) return false;
    const victim = life;
    const moment = Math.floor(random() * 3);
    callsLeft = Number.POSITIVE_INFINITY;
    if (moment === 2) setTimeout(() => kill(victim), 1 + random() * 12);
    else kill(victim);
    how = moment === 0 ? 'before' : moment === 1 ? 'after' : null;
    return how === 'after';
  };
  const always = Number.POSITIVE_INFINITY;
  sandbox.faults.next('*', { loseReply: true }, { times: always, when: strike });
  sandbox.faults.next('*', { status: 503 }, { times: always, when: () => how === 'before' });

  function kill(victim: Life): void {
    if (life !== victim) return;
    life = null;
    deaths += 1;
    callsLeft = deaths < kills ? drawGap() : Number.POSITIVE_INFINITY;
    victim.child.kill('SIGKILL');
    reviving = victim.exited.then(async () => {
      await place.afterDeath();
      life = await start(sandbox, env);
      reviving = null;
    });
  }
  let reviving: Promise<void> | null = null;

  async function rest(): Promise<void> {
    for (;;) {
      await reviving;
      const seen = sandbox.calls.length + sandbox.deliveries.length;
      await sandbox.settled();
      const isQuiet = life !== null && (await waiting(life)) === 0;
      if (isQuiet && life !== null && seen === sandbox.calls.length + sandbox.deliveries.length) return;
      await sleep(50);
    }
  }
  clock.settleFirst(rest);

  const leap = async (minutes: number): Promise<void> => {
    await clock.advance(minute * minutes);
    await rest();
  };
  try {
    await story.play({ sandbox, rest, pass: leap, leap });
    // Slack tries an event again after one minute and after five.
    await leap(7);
    return { seen: withoutTimes(picture(sandbox)), deaths, calls: sandbox.calls.length };
  } finally {
    await reviving;
    const last: Life | null = life;
    life = null;
    last?.child.kill('SIGKILL');
    await last?.exited;
    await sandbox.close();
    await place.remove();
  }
}

interface Place {
  readonly env: Readonly<Record<string, string>>;
  afterDeath(): Promise<void>;
  remove(): Promise<void>;
}

async function onServer(): Promise<Place> {
  const database = await createTestDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  return {
    env: { DATABASE_URL: database.url },
    async afterDeath() {
      const others = `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      while ((await admin.query(others)).rows.length > 0) await sleep(2);
      // Waiting for the leases to run out would take twenty seconds of the machine's time each.
      await admin.query(`update errand set lease_until = clock_timestamp() where state = 'leased'`);
      await admin.query('update mending set lease_until = clock_timestamp() where lease_until is not null');
    },
    async remove() {
      await admin.end();
      await database.drop();
    },
  };
}

/** The embedded database: nobody helps it. */
async function inFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-'));
  await unpackEmbedded('migrated', join(folder, 'data'));
  return {
    env: { DATA_DIR: join(folder, 'data') },
    afterDeath: async () => {},
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Who lives for seconds has no use for code that is compiled with care, in threads beside. */
const quick = ['--disable-warning=ExperimentalWarning', '--liftoff-only', '--single-threaded'];

/** Starts the bot and waits for its line `ready`, which names the port. */
async function start(
  sandbox: Awaited<ReturnType<typeof openSandbox>>,
  place: Readonly<Record<string, string>>,
): Promise<Life> {
  const main = join(import.meta.dirname, '../../src/main.ts');
  const child = spawn(process.execPath, [...quick, main], {
    // No .env and no muster.yml of this machine changes the story.
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      LOG_LEVEL: 'info',
      ...place,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  const { promise: ready, resolve, reject } = Promise.withResolvers<number>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += String(bytes);
      const port = /"http\.port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  exited.then(() => reject(new Error(`the bot ended by itself:\n${said}`)));
  const port = await ready;
  sandbox.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  return { child, port, exited };
}

/** Errands not told to Slack yet, as the bot's own figures have it; a dead one answers nothing. */
async function waiting(life: Life): Promise<number> {
  try {
    const answer = await fetch(`http://127.0.0.1:${life.port}/metrics`);
    return Number(/^muster_errands\{state="waiting"\} (\d+)/m.exec(await answer.text())?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

/** The machine's time is another in every run. */
function withoutTimes(seen: unknown): unknown {
  const text = JSON.stringify(seen)
    .replaceAll(/<!date\^\d+\^/g, '<!date^…^')
    .replaceAll(/\b\d\d:\d\d\b/g, 'HH:MM')
    .replaceAll(/Impact {2}(\d+ \w+ ?)+/g, 'Impact  … ');
  return JSON.parse(text);
}
