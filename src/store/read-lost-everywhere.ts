import { sql } from 'kysely';
import type { Incident } from '../incident/incident.ts';
import type { Db } from './tables.ts';

/** Those that were told that Slack is away, and not that it is back; over or not, as one that is over can be reopened. */
export async function readLostEverywhere(db: Db): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .select('state')
    .where(sql<boolean>`state -> 'card' ->> 'lostAt' is not null`)
    .execute();
  return rows.map((row) => row.state);
}
