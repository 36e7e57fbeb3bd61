import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** The number of the incident whose war room a channel is; null: of none. Reads an index, not the state. */
export async function warRoom(db: Db, workspace: string, channel: string): Promise<number | null> {
  const row = await db
    .selectFrom('incident')
    .select('number')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}

/** The same, as the table `room` of a longer statement. */
export function roomOf(workspace: string, channel: string) {
  return sql`select number from incident where workspace = ${workspace} and channel = ${channel} order by number desc limit 1`;
}
