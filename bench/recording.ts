// What people write in war rooms: signed HTTP request in, on disk, acknowledged.
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Bot, type Place, startBot } from './bot.ts';
import { backendsCpuMs } from './cpu.ts';
import { met, ms, percentile } from './figures.ts';
import { type Load, type Shot, startLoad } from './load.ts';
import { makeMessage, type Room } from './requests.ts';
import { openRooms } from './rooms.ts';
import { openWorkspace, peopleCount } from './workspace.ts';

const connections = 64;
const warmUpEvents = 3_000;
const seconds = 6;
const hastenMs = 1_000;

/**
 * Slack's cap: 30,000 events an hour for an app and workspace. The bot serves one workspace, so that 21 workspaces at
 * their cap are 21 times as many events in the rooms of one, two rooms for each.
 */
const workspaces = 21;
const capPerSecond = (workspaces * 30_000) / 3_600;
const roomsEach = 2;

export interface RecordingTarget {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Null: no load at the cap for this database. */
  readonly residentMb: number | null;
}

/** Rows of the table. `minutes`: how long the load at Slack's cap goes on. */
export async function benchRecording(
  name: string,
  place: Place,
  target: RecordingTarget,
  minutes: number,
): Promise<string[][]> {
  const sandbox = await openWorkspace(0);
  const bot = await startBot(sandbox, place);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  const load = startLoad();
  try {
    const rooms = await openRooms(sandbox, workspaces * roomsEach);
    const messages = makeMessages(sandbox, rooms);
    const fire = async (shots: readonly Shot[], width = connections) => {
      const before = await bot.figure('muster_recorded_total');
      const fired = await load.fire({ port: bot.port, secret: sandbox.signingSecret, shots, connections: width });
      const kept = (await bot.figure('muster_recorded_total')) - before;
      if (kept !== shots.length) throw new Error(`${shots.length} acknowledged, ${kept} recorded`);
      return fired;
    };
    const warm = await fire(messages.atOnce(warmUpEvents));
    const rough = warmUpEvents / warm.seconds;

    const count = Math.round(Math.max(rough, target.perSecond) * seconds);
    const before = { bot: bot.cpuMs(), database: await backendsCpuMs(place) };
    const full = await fire(messages.atOnce(count));
    const perSecond = count / full.seconds;
    const each = (took: number) => `${(took / count).toFixed(2)} ms`;
    const cpu = `bot ${each(bot.cpuMs() - before.bot)}, database ${each((await backendsCpuMs(place)) - before.database)}, sender ${each(full.cpuMs)}`;

    const half = target.perSecond / 2;
    const p99 = percentile([...(await fire(messages.evenly(half, seconds, 1), 200)).took], 0.99);
    const reached = perSecond / 2;
    const harder = percentile([...(await fire(messages.evenly(reached, seconds, 2), 200)).took], 0.99);
    const rows = [
      [
        `${name}: recorded, ${connections} at a time`,
        `${perSecond.toFixed(0)} a second`,
        `>= ${target.perSecond}`,
        met(perSecond >= target.perSecond),
      ],
      [`${name}: of a core for each`, cpu, '', ''],
      [`${name}: p99 at half the target, ${half} a second`, ms(p99), `< ${target.p99Ms} ms`, met(p99 < target.p99Ms)],
      [`${name}: p99 at half of what was reached, ${reached.toFixed(0)} a second`, ms(harder), '', ''],
    ];
    if (target.residentMb === null) return rows;
    return [...rows, ...(await atTheCap(name, target.residentMb, minutes, bot, fire, messages))];
  } finally {
    await load.stop();
    await bot.stop();
    await sandbox.close();
  }
}

/** At Slack's cap for some minutes, a minute at a time: how late the record is, and what the bot holds. */
async function atTheCap(
  name: string,
  mostMb: number,
  minutes: number,
  bot: Bot,
  fire: (shots: readonly Shot[], width: number) => ReturnType<Load['fire']>,
  messages: Messages,
): Promise<string[][]> {
  const lags: number[] = [];
  const held: number[] = [];
  for (let left = minutes; left > 0; left -= 1) {
    const watch = setInterval(() => held.push(bot.residentMb()), 500);
    const shots = messages.evenly(capPerSecond, Math.min(left, 1) * 60, 1);
    const fired = await fire(shots, 200).finally(() => clearInterval(watch));
    lags.push(percentile([...fired.took], 0.99));
  }
  const worst = Math.max(...lags);
  const half = Math.floor(held.length / 2);
  const first = percentile(held.slice(0, half), 0.5);
  const last = percentile(held.slice(half), 0.5);
  const most = Math.max(...held);
  const load = `${workspaces} x 30,000 an hour, ${minutes} min`;
  return [
    [
      `${name}: Slack's ts to acknowledged, p99 of the worst minute, ${load}`,
      ms(worst),
      '< 1000 ms',
      met(worst < 1_000),
    ],
    [`${name}: resident, most, ${load}`, `${most.toFixed(0)} MB`, `< ${mostMb} MB`, met(most < mostMb)],
    [
      `${name}: resident, median of the first and the second half`,
      `${first.toFixed(0)} and ${last.toFixed(0)} MB`,
      'flat (within 10 %)',
      met(last < first * 1.1),
    ],
  ];
}

type Messages = ReturnType<typeof makeMessages>;

/** Messages of everybody in turn, over the rooms in turn; each a new one. */
export function makeMessages(sandbox: Sandbox, rooms: readonly Room[]) {
  const users = Array.from({ length: peopleCount }, (_, index) => sandbox.person(`p${index}`).profile.id);
  let made = 0;
  // A message's ts is its time, and tells it from every other of its channel: no two may have the same.
  const epoch = Date.now();
  const make = (atMs: number): { readonly type: string; readonly body: string } => {
    made += 1;
    const room = rooms[made % rooms.length] as Room;
    const { type, body } = makeMessage(sandbox, room.channel, users[made % peopleCount] as string, made, atMs);
    return { type, body };
  };
  return {
    atOnce: (count: number): readonly Shot[] =>
      Array.from({ length: count }, () => ({ ...make(epoch + made / 1_000), atMs: null })),
    /** At the times at which strangers come: their mean rate is kept, not the gaps between them. */
    evenly: (perSecond: number, during: number, seed: number): readonly Shot[] => {
      const random = lots(seed);
      const shots: Shot[] = [];
      const startAt = Date.now() + hastenMs;
      let atMs = startAt;
      while (atMs < startAt + during * 1_000) {
        shots.push({ ...make(atMs), atMs });
        atMs += (-Math.log(1 - random()) / perSecond) * 1_000;
      }
      return shots;
    },
  };
}

/** Numbers from 0 to 1, the same for the same seed. Source: mulberry32, public domain. */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
