// What recording one message costs when the record is short, and when it is very long.
import { sql } from 'kysely';
import pg from 'pg';
import { hearMessage } from '../src/store/hear-message.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import type { Place } from './bot.ts';
import { backendsCpuMs } from './cpu.ts';
import { met, percentile } from './figures.ts';

/** Incidents that share the entries. */
const rooms = 50;
const rounds = 10;
const messagesEach = 200;
const mostMore = 1.2;
const filledAt = Date.UTC(2026, 9, 1);
/** Entries that one statement makes. */
const atOnce = 50_000;

interface Record {
  readonly place: Place;
  readonly store: Store;
  readonly took: number[];
  cpuMs: number;
  said: number;
}

/** Rows of the table. `long`: how many entries the long record has; the short one has 1,000. */
export async function benchGrowth(name: string, makePlace: () => Promise<Place>, long: number): Promise<string[][]> {
  const short = await open(await makePlace(), 1_000);
  const full = await open(await makePlace(), long);
  try {
    await Promise.all([record(short), record(full)]);
    for (const one of [short, full]) Object.assign(one, { took: [], cpuMs: 0 });
    // In turns, so that whatever else the machine does meets both.
    for (let round = 0; round < rounds; round += 1) for (const one of [short, full]) await record(one);
  } finally {
    await Promise.all([short.store.close(), full.store.close()]);
  }
  const [median, longer] = [short, full].map(({ took }) => percentile(took, 0.5)) as [number, number];
  const [cpu, more] = [short, full].map(({ cpuMs }) => cpuMs / (rounds * messagesEach)) as [number, number];
  const entries = long.toLocaleString('en');
  return [
    compared(`${name}: recording one message at 1,000 and at ${entries} entries, median`, median, longer),
    compared(`${name}: the same, of the ${'databaseUrl' in short.place ? "server's" : "process's"} core`, cpu, more),
  ];
}

function compared(what: string, before: number, after: number): string[] {
  const measured = `${before.toFixed(2)} and ${after.toFixed(2)} ms (x ${(after / before).toFixed(2)})`;
  return [what, measured, `<= x ${mostMore}`, met(after <= before * mostMore)];
}

async function open(place: Place, entries: number): Promise<Record> {
  const store = await openStore('databaseUrl' in place ? { ...place, dataDir: '' } : { ...place, databaseUrl: null });
  await store.migrate();
  // On PostgreSQL over a connection of its own: the bot's end a statement after 2.5 seconds.
  const client = 'databaseUrl' in place ? new pg.Client({ connectionString: place.databaseUrl }) : null;
  client?.on('error', () => {}); // Left open by a failure, it must not speak up when the database goes.
  await client?.connect();
  const run = (statement: string) => (client === null ? sql.raw(statement).execute(store.db) : client.query(statement));
  await run(`insert into incident (workspace, number, phase, severity, private, channel, declared_by, title, asked, declared_at, state, version)
    select 'T1', n, 'identifying', 'sev2', false, 'C' || n, 'U1', 'Room ' || n, 'room ' || n, now(), '{}', 1
    from generate_series(1, ${rooms}) as n`);
  for (let from = 0; from < entries; from += atOnce) await run(filling(from, Math.min(from + atOnce, entries)));
  await run('analyze');
  await client?.end();
  return { place, store, took: [], cpuMs: 0, said: 0 };
}

/** Messages of twenty people, a second apart: one in five in a thread, some with a file, some edited. */
function filling(from: number, to: number): string {
  return `insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, thread_ts, files, revisions, found)
    select 'T1', 1 + n % ${rooms}, at, at + interval '0.2 s', 'message', 'U' || n % 20,
      'Message ' || n || ': the error rate is still climbing in the EU, see ' || md5(n::text), false,
      'C' || 1 + n % ${rooms}, extract(epoch from at)::bigint || '.' || lpad((n % 1000000)::text, 6, '0'),
      case when n % 5 = 0 then extract(epoch from at)::bigint - 60 || '.000100' end,
      case when n % 40 = 0 then jsonb_build_array(jsonb_build_object('name', n || '.png', 'type', 'image/png', 'size', n)) else '[]' end,
      case when n % 30 = 0 then jsonb_build_array(jsonb_build_object('text', 'before ' || n, 'at', n)) else '[]' end, 'live'
    from (select n, timestamptz '${new Date(filledAt).toISOString()}' + n * interval '1 s' as at
      from generate_series(${from}, ${to - 1}) as n) as made`;
}

async function record(one: Record): Promise<void> {
  const cpu = () => ('databaseUrl' in one.place ? backendsCpuMs(one.place) : own());
  const before = await cpu();
  for (let index = 0; index < messagesEach; index += 1) {
    one.said += 1;
    const at = Date.now();
    const heard = {
      channel: `C${1 + (one.said % rooms)}`,
      ts: `${Math.floor(at / 1_000)}.${String(one.said).padStart(6, '0')}`,
      threadTs: null,
      user: 'U1',
      text: `Message ${one.said}: the error rate is still climbing in the EU`,
      files: [],
      at,
      found: 'live',
    } as const;
    const startedAt = performance.now();
    const kept = await hearMessage(one.store.recordDb, 'T1', heard, at);
    one.took.push(performance.now() - startedAt);
    if (kept?.first !== true) throw new Error('a message was not recorded');
  }
  one.cpuMs += (await cpu()) - before;
}

function own(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
