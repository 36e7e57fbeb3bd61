import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { claimable } from './claim-errands.ts';
import { stamp } from './columns.ts';
import type { Db } from './tables.ts';

/**
 * How much is waiting to be told to Slack (under way counts too), how much was given up, and since when the oldest that
 * is late waits: what never failed, and is to be done at a later time (when an archived room is there again, say), is not.
 */
export async function countBacklog(
  db: Db,
): Promise<{ readonly waiting: number; readonly parked: number; readonly oldestWaitingAt: Instant | null }> {
  const row = await db
    .selectFrom('errand')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', '<>', 'parked').as('waiting'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'parked').as('parked'),
      eb.fn.min(lateSince).filterWhere('state', '<>', 'parked').as('oldestWaitingAt'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: row.waiting, parked: row.parked, oldestWaitingAt: row.oldestWaitingAt as Instant | null };
}

/** Where Slack's limits are waited for, by the pace, or a failure is waited out, the due time moves on and on. */
const lateSince = sql<Instant>`case when failures = 0 and why is distinct from 'paced'
  then greatest(created_at, due_at) else created_at end`;

export interface WorkLeft {
  readonly errands: boolean;
  readonly alarms: boolean;
  readonly mending: boolean;
  /** When the first of what is not due yet will be; null: there is nothing. */
  readonly nextAt: Instant | null;
}

/** Whether anything is due or under way, by anybody's hand: telling Slack, alarms, comparing records with Slack. */
export async function workLeft(db: Db, now: Instant): Promise<WorkLeft> {
  const answer = await sql<WorkLeft>`select
    exists (select from errand e where ${claimable(now)}) or exists (select from errand where state = 'leased') as errands,
    exists (select from alarm where at <= ${stamp(now)}::timestamptz) as alarms,
    exists (select from mending
      where due_at <= ${stamp(now)}::timestamptz or lease_until > clock_timestamp()) as mending,
    least((select min(due_at) from errand where state = 'waiting' and due_at > ${stamp(now)}::timestamptz),
      (select min(at) from alarm where at > ${stamp(now)}::timestamptz),
      (select min(due_at) from mending where due_at > ${stamp(now)}::timestamptz)) as "nextAt"`.execute(db);
  return answer.rows[0] ?? { errands: false, alarms: false, mending: false, nextAt: null };
}
