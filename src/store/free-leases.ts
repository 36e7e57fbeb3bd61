import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * Ends all leases. Only where nobody else can hold one: the folder of the embedded database belongs to one process,
 * so at its start every lease is a dead one's. What was under way is tried again, as a second attempt.
 */
export async function freeLeases(db: Db): Promise<void> {
  await db
    .updateTable('errand')
    .set({ lease_until: sql<string>`clock_timestamp()` })
    .where('state', '=', 'leased')
    .execute();
  await db
    .updateTable('mending')
    .set({ lease_until: null, leased_by: null })
    .where('lease_until', 'is not', null)
    .execute();
}

/** Puts errands back that `worker` took and did not begin: nothing was tried, so the next attempt is the same one. */
export async function giveBackErrands(db: Db, worker: string, ids: readonly number[]): Promise<void> {
  await db
    .updateTable('errand')
    .set({ state: 'waiting', lease_until: null, leased_by: null, attempt: sql<number>`attempt - 1` })
    .where('id', 'in', [...ids])
    .where('leased_by', '=', worker)
    .where('state', '=', 'leased')
    .execute();
}
