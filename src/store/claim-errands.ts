import { sql } from 'kysely';
import type { Task, TaskKind } from '../incident/errands.ts';
import type { Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import type { Db } from './tables.ts';

export interface ClaimedErrand {
  readonly id: number;
  readonly workspace: string;
  readonly number: number;
  readonly sort: 'paint' | 'do' | 'say';
  readonly surface: string;
  readonly task: Task;
  readonly attempt: number;
  readonly kept: Readonly<Record<string, unknown>>;
  readonly since: Instant;
}

/** What a worker is given of a row. */
export const claimedColumns = sql`errand.id, workspace, number, sort, surface, task, attempt, kept, created_at as since`;

export interface Claimant {
  readonly id: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly now: Instant;
  readonly only?: TaskKind | undefined;
}

export interface Claimed {
  readonly errands: readonly ClaimedErrand[];
  /** Workspaces in which a round may be due: asked in the same breath, as there is a look for each change. */
  readonly rounds: readonly string[];
}

/**
 * Takes up to `limit` errands that are due, for `leaseMs`. Of one incident's surface only the earliest unfinished one
 * can be taken, which keeps the order; parked ones are passed by, and those of a round (`claimRounds`). Incidents take
 * turns, so that one with a hundred errands does not keep another from its first. A lease that ran out belongs to a
 * process that died, and is taken over. `only`: errands of this kind, and no rounds.
 *
 * Due times are on the caller's clock (tests turn it); leases on the database's, for they measure real dying.
 */
export async function claimErrands(db: Db, worker: Claimant): Promise<Claimed> {
  const wanted = worker.only === undefined ? sql`true` : sql`e.task->>'kind' = ${worker.only}`;
  const found = await sql<Partial<ClaimedErrand> & Pick<Claimed, 'rounds'>>`
    with place as (
      select e.id,
        row_number() over (partition by e.workspace, e.number order by e.id)
          + (select count(*) from errand l where l.workspace = e.workspace and l.number = e.number
              and l.state = 'leased' and l.lease_until > clock_timestamp()) as turn
      from errand e where e.round is null and ${wanted} and ${claimable(worker.now)}
    ),
    taken as (
      select e.id from errand e join place on place.id = e.id
      where ${claimable(worker.now)}
      order by place.turn, e.id
      limit ${worker.limit}
      for update of e skip locked
    ),
    claimed as (
      update errand set state = 'leased', leased_by = ${worker.id}, attempt = attempt + 1,
        lease_until = clock_timestamp() + ${worker.leaseMs} * interval '1 millisecond'
      from taken where errand.id = taken.id
      returning ${claimedColumns}
    )
    select due.rounds, claimed.* from (
      select coalesce(jsonb_agg(distinct e.workspace), '[]') as rounds from errand e
      where e.round is not null and ${wanted} and ${claimable(worker.now)}
    ) due left join claimed on true`.execute(db);
  const errands = found.rows.flatMap(({ rounds: _, ...row }) => (isClaimed(row) ? [row] : []));
  return { errands: errands.toSorted((one, other) => one.id - other.id), rounds: found.rows[0]?.rounds ?? [] };
}

function isClaimed(row: Partial<ClaimedErrand>): row is ClaimedErrand {
  return typeof row.id === 'number';
}

/** Whether the row `e` can be taken now. */
export function claimable(now: Instant) {
  return sql<boolean>`(
    ((e.state = 'waiting' and e.due_at <= ${stamp(now)}::timestamptz)
      or (e.state = 'leased' and e.lease_until <= clock_timestamp()))
    and not exists (
      select from errand b where b.workspace = e.workspace and b.number = e.number and b.surface = e.surface
        and b.id < e.id and b.state in ('waiting', 'leased')))`;
}
