import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { type ClaimedErrand, claimable } from './claim-errands.ts';
import type { Db } from './tables.ts';

/** Takes the earliest mail that is due, for `leaseMs`, as `claimErrands` would; null when there is none. */
export async function claimMail(
  db: Db,
  worker: { readonly id: string; readonly leaseMs: number; readonly now: Instant },
): Promise<ClaimedErrand | null> {
  const claimed = await sql<ClaimedErrand>`
    with taken as (
      select e.id from errand e where e.task->>'kind' = 'send_card' and ${claimable(worker.now)}
      order by e.id limit 1 for update of e skip locked
    )
    update errand set state = 'leased', leased_by = ${worker.id}, attempt = attempt + 1,
      lease_until = clock_timestamp() + ${worker.leaseMs} * interval '1 millisecond'
    from taken where errand.id = taken.id
    returning errand.id, workspace, number, sort, surface, task, attempt, kept`.execute(db);
  return claimed.rows[0] ?? null;
}
