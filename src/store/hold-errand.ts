import { sql } from 'kysely';
import { json } from './columns.ts';
import type { Db } from './tables.ts';

/** Names one attempt: whoever holds the lease of it may settle it. */
export interface Attempt {
  readonly id: number;
  readonly worker: string;
  readonly attempt: number;
}

export interface HeldErrand {
  readonly failures: number;
  readonly complained: boolean;
}

/** Locks an errand for settling; null when the lease was lost to another worker, whose result counts then. */
export async function holdErrand(trx: Db, attempt: Attempt): Promise<HeldErrand | null> {
  const row = await trx
    .selectFrom('errand')
    .select(['failures', 'complained'])
    .where('id', '=', attempt.id)
    .where('leased_by', '=', attempt.worker)
    .where('attempt', '=', attempt.attempt)
    .where('state', '=', 'leased')
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Makes the lease last `leaseMs` from now. False when it was lost. */
export async function renewLease(db: Db, attempt: Attempt, leaseMs: number): Promise<boolean> {
  const row = await held(db, attempt)
    .set({ lease_until: sql<string>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'` })
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps something for the next attempt. False when the lease was lost. */
export async function keepForErrand(
  db: Db,
  attempt: Attempt,
  kept: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const row = await held(db, attempt)
    .set({ kept: sql<string>`kept || ${json(kept)}::jsonb` })
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function held(db: Db, attempt: Attempt) {
  return db
    .updateTable('errand')
    .where('id', '=', attempt.id)
    .where('leased_by', '=', attempt.worker)
    .where('attempt', '=', attempt.attempt)
    .where('state', '=', 'leased');
}
