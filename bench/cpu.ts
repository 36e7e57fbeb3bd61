import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { Place } from './bot.ts';

/** What a process has taken of a core since it started, all its threads, in ms; NaN where the system does not tell. */
export function cpuMsOf(pid: number | undefined): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const took = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return took.reduce((sum, one) => sum + one, 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** What the connections to a database have taken so far; 0 for the embedded one, which is a part of the bot. */
export async function backendsCpuMs(place: Place): Promise<number> {
  if (!('databaseUrl' in place)) return 0;
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    const found = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return found.rows.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0);
  } finally {
    await client.end();
  }
}
