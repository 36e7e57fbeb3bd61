import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { json, stamp, stampOrNull } from './columns.ts';
import type { Db } from './tables.ts';

/** What comparing the record with the history put right. */
export interface MendingFound {
  /** Messages, comings and goings, changes of the channel that the record did not have. */
  readonly missing: number;
  readonly changed: number;
  readonly vanished: number;
  /** Key events set or taken back. */
  readonly marks: number;
}

/** Where a reading stands; written with each page, in the transaction that writes what the page showed. */
export interface Progress {
  /** The asking that it answers. */
  readonly asked: number;
  readonly everyThread: boolean;
  /** Only the newest page, and those before it down to `comparedTo`: between the whole readings. */
  readonly newestOnly: boolean;
  /** Up to where the reading before it compared. */
  readonly comparedTo?: string;
  readonly startedAt: Instant;
  /** Compared are messages after `since` and before `until`; read so far: down to `before`. */
  readonly since: string;
  readonly until: string;
  readonly before: string;
  /** The history is read; threads may be left. */
  readonly done: boolean;
  readonly threads: readonly ThreadLeft[];
  /** Messages that Slack showed. */
  readonly read: number;
  /** The oldest of them in the channel itself. */
  readonly oldest: string | null;
  readonly found: MendingFound;
}

export interface ThreadLeft {
  readonly ts: string;
  /** Read up to this reply. */
  readonly after: string;
  readonly replies: number;
  readonly latest: string;
}

export interface MendingReport {
  readonly from: Instant;
  readonly to: Instant;
  readonly read: number;
  readonly found: MendingFound;
  /** Slack's code when it could not be read; null: it was. */
  readonly why: string | null;
}

export interface MendingRef {
  readonly workspace: string;
  readonly number: number;
  readonly channel: string;
}

export interface TakenMending extends MendingRef {
  /** Names this taking: who takes the room later has another, also in the same process. */
  readonly leasedBy: string;
  readonly asked: number;
  readonly answered: number;
  readonly everyThread: boolean;
  readonly since: string;
  readonly progress: Progress | null;
  readonly report: MendingReport | null;
  readonly trouble: string | null;
  readonly failures: number;
}

/**
 * Takes a room whose comparing is due, for `leaseMs`; null when there is none. A lease that ran out belongs to a
 * process that died: whoever takes the room goes on where that one stopped.
 */
export async function takeMending(
  db: Db,
  mender: { readonly leasedBy: string; readonly leaseMs: number; readonly now: Instant },
): Promise<TakenMending | null> {
  const taken = await sql<TakenMending>`
    with next as (
      select workspace, number, channel from mending
      where due_at <= ${stamp(mender.now)}::timestamptz and (lease_until is null or lease_until <= clock_timestamp())
      order by due_at limit 1 for update skip locked
    )
    update mending m set leased_by = ${mender.leasedBy},
      lease_until = clock_timestamp() + ${mender.leaseMs} * interval '1 millisecond'
    from next where m.workspace = next.workspace and m.number = next.number and m.channel = next.channel
    returning m.workspace, m.number, m.channel, m.asked, m.answered, m.every_thread as "everyThread",
      m.since_ts as since, m.progress, m.report, m.trouble, m.failures,
      m.leased_by as "leasedBy"`.execute(db);
  return taken.rows[0] ?? null;
}

/** Writes down how far the reading came, and keeps the room. False: the lease was lost, roll back. */
export async function keepProgress(trx: Db, room: TakenMending, leaseMs: number, progress: Progress): Promise<boolean> {
  const row = await held(trx, room)
    .set({
      progress: json(progress),
      // The asking is taken up with its first page; a later one wants a reading of its own.
      every_thread: sql<boolean>`every_thread and asked > ${progress.asked}`,
      failures: 0,
      lease_until: sql<string>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`,
    })
    .returning('number')
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets the room go until `dueAt`; the reading goes on from where it stands. */
export async function putOffMending(
  db: Db,
  room: TakenMending,
  later: { readonly dueAt: Instant; readonly failures: number; readonly trouble: string | null },
): Promise<void> {
  const { dueAt, failures, trouble } = later;
  await held(db, room)
    .set({ due_at: stamp(dueAt), failures, trouble, lease_until: null, leased_by: null })
    .execute();
}

/** Ends a reading. The next is at `nextAt` (null: when somebody asks), or at once if somebody asked meanwhile. */
export async function finishMending(
  db: Db,
  room: TakenMending,
  end: {
    readonly asked: number;
    readonly report: MendingReport;
    readonly trouble: string | null;
    readonly nextAt: Instant | null;
    readonly now: Instant;
  },
): Promise<boolean> {
  const { asked, report, trouble, nextAt, now } = end;
  const row = await held(db, room)
    .set({
      progress: null,
      report: json(report),
      answered: asked,
      trouble,
      failures: 0,
      lease_until: null,
      leased_by: null,
      due_at: sql<string | null>`case when asked > ${asked} then greatest(due_at, ${stamp(now)}::timestamptz)
        else ${stampOrNull(nextAt)}::timestamptz end`,
    })
    .returning('number')
    .executeTakeFirst();
  return row !== undefined;
}

/** What the last finished reading found, and which asking it answered. */
export async function readReport(
  db: Db,
  room: { readonly workspace: string; readonly number: number },
): Promise<{ readonly answered: number; readonly report: MendingReport | null } | null> {
  const row = await db
    .selectFrom('mending')
    .innerJoin('incident', (join) =>
      join
        .onRef('incident.workspace', '=', 'mending.workspace')
        .onRef('incident.number', '=', 'mending.number')
        .onRef('incident.channel', '=', 'mending.channel'),
    )
    .select(['mending.answered', 'mending.report'])
    .where('mending.workspace', '=', room.workspace)
    .where('mending.number', '=', room.number)
    .executeTakeFirst();
  return row ?? null;
}

function held(db: Db, room: TakenMending) {
  return db
    .updateTable('mending')
    .where('workspace', '=', room.workspace)
    .where('number', '=', room.number)
    .where('channel', '=', room.channel)
    .where('leased_by', '=', room.leasedBy);
}
