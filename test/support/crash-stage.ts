import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { dialClock } from '../../sandbox/clock.ts';
import { openSandbox } from '../../sandbox/sandbox.ts';
import { readConfiguration } from '../../src/config/configuration.ts';
import type { Deliver } from '../../src/engine/engine.ts';
import { createLog } from '../../src/log.ts';
import { type Muster, startMuster } from '../../src/muster.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import type { Acting } from './crash-story.ts';
import { layWire } from './crash-wire.ts';
import { createTestDatabase } from './database.ts';
import { openMailServer } from './mail-server.ts';
import { minute, morning } from './war-room.ts';

/** The moments at which the bot dies. Each is asked once for each chance to die; null: it lives on. */
export interface Fate {
  /** At the so-many-th Web API call since the beginning: before Slack does it, or after Slack has done it. */
  atCall(count: number): 'before' | 'after' | null;
  /** At the so-many-th answer to Slack: the work is written down, Slack hears nothing of it. */
  atAnswer(count: number): boolean;
  /** When the so-many-th mail is taken: the mail server has it, and its answer is not heard. */
  atMail?(count: number): boolean;
}

export interface CrashOptions {
  /** Each delivery runs a second time before it is settled, as after a crash between its effect and the settling. */
  readonly twice?: boolean;
  /** What stands in muster.yml, or how to make it of people's ids in Slack; with `smtp`, a mail server stands there. */
  readonly config?: CrashConfig;
}

export type CrashConfig = string | ((id: (name: string) => string) => string);

interface Life {
  readonly muster: Muster;
  readonly ended: Promise<void>;
  readonly isDead: boolean;
  kill(): void;
}

export const cast = {
  people: ['ana', 'ben', 'cho', 'dan'].map((name) => ({ name, zone: 'Europe/London' })),
  channels: [
    { name: 'general', members: ['ana', 'ben', 'cho', 'dan'] },
    { name: 'incidents', members: ['ana', 'ben', 'cho', 'dan'] },
  ],
};

export const manifest = readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8');

/**
 * A workspace, a database, and a bot that dies as its fate says and is started again at once. To die is to lose the
 * lines to Slack and to the database in the same instant, in the middle of whatever was being said.
 */
export async function openCrashStage(fate: Fate, { twice = false, config = '' }: CrashOptions = {}) {
  const clock = dialClock(morning, { graceMs: 20_000 });
  const sandbox = await openSandbox({ manifest, clock, rateLimits: false, ...cast });
  const database = await createTestDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const given = typeof config === 'string' ? config : config((name) => sandbox.person(name).profile.id);
  const configuration = readConfiguration(given, 'muster.yml');
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
  const { policy, directory, smtp } = configuration;
  const post = smtp === undefined ? null : await openMailServer();
  const stops: Promise<void>[] = [];
  let calls = 0;
  let answers = 0;
  let mails = 0;
  let deaths = 0;
  let reviving: Promise<void> | null = null;
  let life = await begin();

  let how: 'before' | 'after' | null = null;
  const strike = (): boolean => {
    how = life.isDead ? null : fate.atCall(++calls);
    if (how !== null) life.kill();
    return how === 'after';
  };
  const always = Number.POSITIVE_INFINITY;
  sandbox.faults.next('*', { loseReply: true }, { times: always, when: strike });
  sandbox.faults.next('*', { status: 503 }, { times: always, when: () => how === 'before' });

  async function begin(): Promise<Life> {
    const data = new URL(database.url);
    const toSlack = await layWire({ host: '127.0.0.1', port: Number(new URL(sandbox.apiUrl).port) });
    const toData = await layWire({ host: data.hostname, port: Number(data.port) });
    data.host = `127.0.0.1:${toData.port}`;
    const toMail = post === null ? null : await layWire({ host: '127.0.0.1', port: post.port });
    const muster = await startMuster({
      environment: {
        transport: { kind: 'http', signingSecret: sandbox.signingSecret },
        botToken: sandbox.botToken,
        slackApiUrl: `http://127.0.0.1:${toSlack.port}/api/`,
        port: 0,
        databaseUrl: data.href,
        dataDir: 'memory://',
        configFile: null,
        publicUrl: 'http://localhost',
        logLevel: 'silent',
        notices: [],
      },
      policy,
      directory,
      smtp: smtp && toMail ? { ...smtp, port: toMail.port } : undefined,
      clock,
      log: createLog('silent'),
      metrics: createMetrics(),
      random: () => 0.5,
      ...(twice ? { around: doneTwice } : {}),
    });
    const fromSlack = await layWire({ host: '127.0.0.1', port: muster.port });
    sandbox.requestUrl = `http://127.0.0.1:${fromSlack.port}/slack/events`;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let isDead = false;
    const kill = (): void => {
      if (isDead) return;
      isDead = true;
      deaths += 1;
      for (const wire of [fromSlack, toSlack, toData]) wire.cut();
      toMail?.cut();
      // It can reach nobody: stopping only frees its timers.
      stops.push(muster.stop().catch(() => {}));
      resolve();
    };
    fromSlack.onAnswer = () => {
      if (!isDead && fate.atAnswer(++answers)) kill();
    };
    if (post !== null)
      post.onTaken = () => {
        if (!isDead && fate.atMail?.(++mails)) kill();
      };
    return {
      muster,
      ended,
      get isDead() {
        return isDead;
      },
      kill,
    };
  }

  /** Started again, once however many wait for it. */
  function revive(): Promise<void> {
    reviving ??= startAgain().finally(() => {
      reviving = null;
    });
    return reviving;
  }

  /** When the database has noticed the death, and after the leases of the dead have run out. */
  async function startAgain(): Promise<void> {
    for (;;) {
      const { rows } = await admin.query(
        'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      if (rows.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Leases run on the database's clock, which no test can turn.
    await admin.query(`update errand set lease_until = clock_timestamp() where state = 'leased'`);
    await admin.query('update mending set lease_until = clock_timestamp() where lease_until is not null');
    life = await begin();
  }

  // All that happens here comes from Slack or from time: where nothing was said since, nothing is due either.
  let restedAt = '';
  const seen = () => `${clock.now()} ${sandbox.calls.length} ${sandbox.deliveries.length} ${deaths}`;
  async function rest(): Promise<void> {
    for (;;) {
      if (life.isDead) await revive();
      const now = life;
      await sandbox.settled();
      const before = seen();
      if (!now.isDead && restedAt === before) return;
      await Promise.race([now.muster.engine.drained(), now.ended]).catch((error: unknown) => {
        if (!now.isDead) throw error;
      });
      if (!now.isDead) restedAt = before;
    }
  }
  clock.settleFirst(rest);

  const stage: Acting = {
    sandbox,
    rest,
    async pass(minutes) {
      for (let left = minutes; left > 0; left -= 1) {
        await clock.advance(minute * Math.min(1, left));
      }
    },
    async leap(minutes) {
      await clock.advance(minute * minutes);
      await rest();
    },
  };
  return {
    ...stage,
    mails: post?.mails ?? [],
    counts: () => ({ calls, answers, deaths }),
    async close(): Promise<void> {
      life.kill();
      await Promise.all(stops);
      await post?.close();
      await sandbox.close();
      await admin.end();
      await database.drop();
    },
  };
}

/** What the first attempt did is done in Slack, and forgotten by us. What had to wait, waits. */
function doneTwice(deliver: Deliver): Deliver {
  return async (job) => {
    const first = await deliver(job);
    return first.outcome === 'done' ? deliver({ ...job, attempt: job.attempt + 1 }) : first;
  };
}
