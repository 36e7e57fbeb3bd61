import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import type { EntryKind, FileRef, Revision } from '../record/entry.ts';
import { json, stamp } from './columns.ts';
import type { MendingRef } from './mending.ts';
import type { Db } from './tables.ts';

/** An entry as far as it is compared with what Slack shows. */
export interface KnownEntry {
  readonly id: number;
  readonly kind: EntryKind;
  readonly actor: string;
  readonly text: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly ts: string | null;
  readonly threadTs: string | null;
  readonly files: readonly FileRef[];
  readonly revisions: readonly Revision[];
  readonly editedAt: Instant | null;
  readonly deletedAt: Instant | null;
}

export interface KnownMark {
  readonly ts: string;
  readonly how: 'pushpin' | 'pin' | 'shortcut';
  readonly holder: string;
  readonly changedAt: Instant;
}

export interface KnownThread {
  readonly ts: string;
  /** As the record has it: replies that are not deleted; also of threads in the page's span that it does not show. */
  readonly recorded: number;
  readonly recordedLatest: string | null;
  /** As Slack told when it was compared last; null: never. */
  readonly replies: number | null;
  readonly latest: string | null;
}

export interface Known {
  readonly entries: readonly KnownEntry[];
  readonly marks: readonly KnownMark[];
  readonly threads: readonly KnownThread[];
}

export interface PageOfKnown {
  /** The messages that Slack showed. */
  readonly shown: readonly string[];
  /** The thread that was read; null: the channel itself. */
  readonly threadTs: string | null;
  /** The times that the page spans: what the record has in it besides has vanished. */
  readonly from: Instant;
  readonly to: Instant;
  /** The same as ts, both left out. */
  readonly after: string;
  readonly before: string;
}

/** Joins and leaves have no ts of their own in the record: they are paired by person and time. */
const pairingMs = 60_000;

/** What the record knows of a page: three statements, whatever the page holds. */
export async function readKnown(trx: Db, room: MendingRef, page: PageOfKnown): Promise<Known> {
  const { workspace, number, channel } = room;
  const shown = sql`(select jsonb_array_elements_text(${json(page.shown)}::jsonb))`;
  const columns = sql`id, kind, actor, text, at, recorded_at as "recordedAt", ts, thread_ts as "threadTs", files, revisions,
    edited_at as "editedAt", deleted_at as "deletedAt"`;
  const span = (byMs: number) =>
    sql`at between ${stamp(page.from - byMs)}::timestamptz and ${stamp(page.to + byMs)}::timestamptz`;
  const entries = await sql<KnownEntry>`
    select ${columns} from entry
    where workspace = ${workspace} and channel = ${channel} and kind <> 'mark' and ts in ${shown}
    union all
    select ${columns} from entry
    where workspace = ${workspace} and number = ${number} and ${span(0)} and kind = 'message' and channel = ${channel}
      and deleted_at is null and thread_ts is not distinct from ${page.threadTs}::text and ts not in ${shown}
    union all
    select ${columns} from entry
    where workspace = ${workspace} and number in (
        select number from incident where workspace = ${workspace} and channel = ${channel} union select ${number}::integer)
      and ${span(pairingMs)} and kind = 'membership' and channel = ${channel} and ${page.threadTs}::text is null`.execute(
    trx,
  );
  const marks = await sql<KnownMark>`
    select ts, how, holder, changed_at as "changedAt" from mark
    where workspace = ${workspace} and channel = ${channel} and ts in ${shown} and present`.execute(trx);
  if (page.threadTs !== null) return { entries: entries.rows, marks: marks.rows, threads: [] };
  const threads = await sql<KnownThread>`
    with recorded as (
      select thread_ts as ts, count(*)::int as recorded, max(ts) as "recordedLatest" from entry
      where workspace = ${workspace} and channel = ${channel} and kind = 'message' and deleted_at is null
        and (thread_ts in ${shown} or (thread_ts > ${page.after} and thread_ts < ${page.before}))
      group by thread_ts
    ),
    told as (
      select ts, replies, latest from thread where workspace = ${workspace} and channel = ${channel} and ts in ${shown}
    )
    select ts, coalesce(recorded, 0) as recorded, "recordedLatest", replies, latest
    from recorded full join told using (ts)`.execute(trx);
  return { entries: entries.rows, marks: marks.rows, threads: threads.rows };
}
