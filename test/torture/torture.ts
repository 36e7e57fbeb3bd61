import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realClock } from '../../sandbox/clock.ts';
import { seededRandom } from '../../sandbox/ids.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import type { Room } from './bad-days.ts';
import { openBalancer } from './balancer.ts';
import { type Bot, makeBot } from './bots.ts';
import { compare } from './compare.ts';
import { makeHeard } from './heard.ts';
import { everybody, makePeople, type People } from './people.ts';
import { type Deed, drawActs, drawBlows } from './script.ts';
import { settleDown } from './settle-down.ts';
import { watchTakeover } from './takeover.ts';
import { makeWeather, possibleTroubles, setBackground } from './weather.ts';
import { layWire } from './wire.ts';

export interface Ordeal {
  readonly seconds: number;
  readonly seed: number;
  readonly database: 'postgres' | 'embedded';
  readonly transport: 'http' | 'socket';
  readonly bots: number;
  readonly rooms: number;
  /** What people do in a second, in all rooms together. */
  readonly perSecond: number;
  /** Folder for what the bots log; null: nowhere. */
  readonly logs: string | null;
  readonly say: (line: string) => void;
}

const manifest = readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8');
const adopted = ['payments', 'search'];
/** What nobody can do before Muster is there. */
const byMuster: ReadonlySet<Deed> = new Set(['note', 'actions', 'roles']);
/** Slack's later attempts come after a minute and after five; nobody wants to wait for them. */
const hurry = 20;
const config = 'roles: { communicator: { remind_unheld: 20s } }\nrecord: { compare_every: 30s }\n';

/** Plays it all; gives what is wrong in the end, a line each. */
export async function torture(ordeal: Ordeal): Promise<readonly string[]> {
  const { seconds, seed, database, transport, say } = ordeal;
  say(`torture: ${seconds} s, seed ${seed}, ${ordeal.rooms} rooms, ${ordeal.bots} bots, ${database}, ${transport}`);
  const clock = realClock();
  const after: typeof clock.after = (ms, run) => clock.after(ms >= 60_000 ? ms / hurry : ms, run);
  const people = everybody.map((name) => ({ name }));
  const channels = ['general', 'incidents', ...adopted].map((name) => ({ name, members: [...everybody] }));
  const sandbox = await openSandbox({
    manifest,
    clock: { ...clock, after },
    seed,
    rateLimits: false,
    people,
    channels,
  });
  if (ordeal.logs !== null) await mkdir(ordeal.logs, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'muster-torture-'));
  await writeFile(join(folder, 'muster.yml'), config);
  const server: TestServer | null = database === 'postgres' ? await startServer() : null;
  const wire = server === null ? null : await layWire({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
  const dataDir = join(folder, 'data');
  const unexpected: string[] = [];
  const bots = Array.from({ length: ordeal.bots }, (_, place) =>
    makeBot(folder, environment, ordeal.logs === null ? null : join(ordeal.logs, `bot-${place + 1}.log`), (said) =>
      unexpected.push(`a bot ended by itself: …${said.slice(-1500)}`),
    ),
  );
  const balancer = await openBalancer(() => bots.flatMap(({ port }) => port ?? []));
  const takeover = server === null ? null : watchTakeover(server.url);

  function environment(): Record<string, string> {
    const url = new URL(server?.url ?? 'postgres://none');
    if (wire !== null) url.port = String(wire.port);
    return {
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      ...(transport === 'socket' ? { SLACK_APP_TOKEN: sandbox.appToken } : {}),
      ...(server === null ? { DATA_DIR: dataDir } : { DATABASE_URL: url.href }),
    };
  }

  try {
    if (transport === 'http') sandbox.requestUrl = balancer.url;
    for (const bot of bots) await bot.start();
    if (bots.some(({ port }) => port === null)) return unexpected;
    const rooms = await openRooms(sandbox, ordeal.rooms - adopted.length);
    const channels = [...rooms.map(({ channel }) => channel), ...adopted.map((name) => sandbox.channel(name).id)];
    const play = makePeople(sandbox, channels);
    rooms.push(...(await adoptRooms(sandbox, play, ordeal)));
    const heard = makeHeard(sandbox, seededRandom(seed ^ 0x1234567));
    const weather = makeWeather({ sandbox, bots, wire, takeover, rooms });
    setBackground(sandbox);
    say(`${rooms.length} rooms are open`);
    await playScript(ordeal, play, weather, wire !== null, () => {
      heard.collect();
      const { events, acknowledged, failed } = heard.counts;
      return `${events} deliveries (${acknowledged} taken, ${failed} not), ${sandbox.calls.length} calls, ${weather.counts.kills ?? 0} kills`;
    });
    await weather.clear();
    await play.quiet();
    say('faults are off; the bots catch up');
    const settledAt = performance.now();
    const stuck = await settleDown(sandbox, bots, rooms, heard, say);
    say(`caught up after ${((performance.now() - settledAt) / 1000).toFixed(0)} s`);
    const wrong = [...unexpected, ...stuck];
    // Slack may say anything once more; nothing changes by it.
    for (const delivery of heard.kept) await sandbox.redeliver(delivery);
    wrong.push(...(await settleDown(sandbox, bots, [], heard, say)));
    const mended = await readMended(bots);
    for (const bot of bots) if ((await bot.end()) !== 0) wrong.push(`a bot ended badly: …${bot.said.slice(-1500)}`);
    const store = await openStore({ databaseUrl: server?.url ?? null, dataDir });
    wrong.push(...(await compare(store.db, sandbox, play, heard)));
    await store.close();
    say(summary(ordeal, play, heard.counts, weather.counts, sandbox, mended));
    if (takeover !== null)
      say(
        `work of killed bots lay still for ${takeover.longestMs === null ? 'less than a second' : `${(takeover.longestMs / 1000).toFixed(1)} s`} at most (${takeover.measured} measured)`,
      );
    if ((takeover?.longestMs ?? 0) > 30_000) wrong.push('work of a killed bot was taken over after more than 30 s');
    return wrong;
  } finally {
    await Promise.all(bots.map((bot) => bot.kill()));
    await takeover?.close();
    await balancer.close();
    await sandbox.close();
    wire?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Before anything goes wrong: a room each, with some people in it. */
async function openRooms(sandbox: Sandbox, count: number): Promise<Room[]> {
  const names: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    await sandbox.person(everybody[number % everybody.length] ?? 'ana').command(`/incident new sev3 Trouble ${number}`);
  }
  for (let number = 1; number <= count; number += 1) {
    const name = `inc-${number}-trouble-${number}`;
    while (!sandbox.channelNames.includes(name)) await sleep(50);
    names.push(name);
  }
  // The briefing is the last thing that everything else waits for: then the bot knows the room.
  for (const name of names) {
    while (sandbox.channel(name).bookmarks.length === 0) await sleep(50);
    for (const [place, person] of everybody.entries())
      if (place < 5 && !sandbox.channel(name).memberNames.includes(person)) await sandbox.person(person).join(name);
  }
  await sandbox.settled();
  return names.map((name, at) => ({ channel: sandbox.channel(name).id, number: at + 1, isAdopted: false }));
}

/** The last of them are people's own channels, in which they were at work already. */
async function adoptRooms(sandbox: Sandbox, people: People, { seed, rooms }: Ordeal): Promise<Room[]> {
  const first = rooms - adopted.length;
  for (const act of drawActs(seed ^ 0x51ed270b, { seconds: 1, rooms: adopted.length, perSecond: 60 }))
    if (!byMuster.has(act.deed)) await people.play({ ...act, room: first + act.room });
  const made: Room[] = [];
  for (const [at, name] of adopted.entries()) {
    await sandbox.person('ana').command(`/incident adopt sev3 Trouble in ${name}`, { in: name });
    while (sandbox.channel(name).pins.length === 0) await sleep(50);
    made.push({ channel: sandbox.channel(name).id, number: first + at + 1, isAdopted: true });
  }
  await sandbox.settled();
  return made;
}

async function playScript(
  { seed, seconds, rooms, perSecond, say, transport }: Ordeal,
  people: People,
  weather: ReturnType<typeof makeWeather>,
  hasWire: boolean,
  progress: () => string,
): Promise<void> {
  const possible = possibleTroubles({ hasWire, transport });
  const blows = drawBlows(seed, seconds, possible);
  const began = performance.now();
  let told = began;
  for (const act of drawActs(seed, { seconds, rooms, perSecond })) {
    const early = began + act.at - performance.now();
    if (early > 1) await sleep(early);
    while ((blows[0]?.at ?? Number.POSITIVE_INFINITY) <= act.at) {
      const blow = blows.shift();
      if (blow !== undefined) weather.come(blow);
    }
    await people.play(act);
    if (performance.now() - told < 5_000) continue;
    told = performance.now();
    say(`${String(Math.round((told - began) / 1000)).padStart(5)} s: ${progress()}`);
  }
}

/** What the bots of the last lives mended; those killed took their figures with them. */
async function readMended(bots: readonly Bot[]): Promise<string> {
  const sums = new Map<string, number>();
  for (const { port } of bots) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    for (const [, what = '', count] of text.matchAll(/^muster_mended_total\{[^}]*"(\w+)"\} (\d+)/gm))
      sums.set(what, (sums.get(what) ?? 0) + Number(count));
  }
  return [...sums].map(([what, count]) => `${what} ${count}`).join(', ');
}

function summary(
  { seed }: Ordeal,
  people: People,
  counts: Readonly<Record<string, number>>,
  blows: Readonly<Record<string, number | undefined>>,
  sandbox: Sandbox,
  mended: string,
): string {
  const written = [...people.written.values()];
  const list = (words: Readonly<Record<string, number | undefined>>) =>
    Object.entries(words)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  return [
    `seed ${seed}: ${written.length} messages, ${written.reduce((sum, one) => sum + one.texts.length - 1, 0)} edits, ${written.filter((one) => one.isGone).length} deletions, ${people.typed.length} notes and actions`,
    `deliveries: ${list(counts)}`,
    `blows: ${list(blows)}`,
    `calls: ${sandbox.calls.length}; mended by the last lives: ${mended}`,
  ].join('\n');
}
