import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import type { EntryKind, FileRef, Revision } from '../record/entry.ts';
import { json, stamp, stampOrNull, text } from './columns.ts';
import type { MendingRef } from './mending.ts';
import type { Db } from './tables.ts';

export interface MissingEntry {
  readonly kind: 'message' | 'membership' | 'channel';
  readonly ts: string;
  readonly threadTs: string | null;
  readonly at: Instant;
  readonly actor: string;
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly editedAt: Instant | null;
  readonly deletedAt: Instant | null;
}

export interface Rewording {
  readonly id: number;
  /** What the record said when it was compared: what arrived since then, an edit or an earlier text, is not undone. */
  readonly was: string;
  readonly had: readonly Revision[];
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly editedAt: Instant | null;
  readonly revisions: readonly Revision[];
}

export interface Corrections {
  readonly missing: readonly MissingEntry[];
  readonly reworded: readonly Rewording[];
  /** Entries of messages that are gone. */
  readonly vanished: readonly number[];
}

/** A message that was put right. */
export interface Corrected {
  readonly kind: EntryKind;
  readonly ts: string | null;
  readonly threadTs: string | null;
  readonly deletedAt: Instant | null;
}

/**
 * Puts the record right after a page was compared: at most a statement for each kind of correction, whatever their
 * number. Returns what took effect: what arrived in the same moment by itself is left out.
 */
export async function writeCorrections(
  trx: Db,
  room: MendingRef,
  { missing, reworded, vanished }: Corrections,
  now: Instant,
): Promise<Record<'missing' | 'changed' | 'vanished', readonly Corrected[]>> {
  return {
    missing: missing.length === 0 ? [] : await insertMissing(trx, room, missing, now),
    changed: reworded.length === 0 ? [] : await reword(trx, reworded),
    vanished: vanished.length === 0 ? [] : await markVanished(trx, vanished, now),
  };
}

const corrected = sql`returning entry.kind, entry.ts, entry.thread_ts as "threadTs", entry.deleted_at as "deletedAt"`;

/**
 * A message that was edited awaits its first text: Slack may still deliver the message itself. What has no unique ts
 * of its own (joins, topics) is known by its place in the history.
 */
async function insertMissing(
  trx: Db,
  room: MendingRef,
  missing: readonly MissingEntry[],
  now: Instant,
): Promise<readonly Corrected[]> {
  const { workspace, number, channel } = room;
  const rows = missing.map((entry) => ({
    kind: entry.kind,
    ts: entry.kind === 'membership' ? null : entry.ts,
    thread_ts: entry.threadTs,
    at: stamp(entry.at),
    actor: entry.actor,
    text: text(entry.text),
    files: entry.files,
    edited_at: stampOrNull(entry.editedAt),
    deleted_at: stampOrNull(entry.deletedAt),
    awaited: entry.kind === 'message' && (entry.editedAt !== null || entry.deletedAt !== null),
    heard_key: entry.kind === 'message' ? null : `history:${channel}:${entry.ts}`,
  }));
  const written = await sql<Corrected>`
    insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, thread_ts, files,
      edited_at, deleted_at, found, awaited, heard_key)
    select ${workspace}, ${number}, at, ${stamp(now)}::timestamptz, kind, actor, text, false, ${channel}, ts, thread_ts, files,
      edited_at, deleted_at, 'mended', awaited, heard_key
    from jsonb_to_recordset(${json(rows)}::jsonb) as m(kind text, ts text, thread_ts text, at timestamptz, actor text,
      text text, files jsonb, edited_at timestamptz, deleted_at timestamptz, awaited boolean, heard_key text)
    order by at, ts
    on conflict do nothing
    ${corrected}`.execute(trx);
  return written.rows;
}

async function reword(trx: Db, reworded: readonly Rewording[]): Promise<readonly Corrected[]> {
  const rows = reworded.map((one) => ({
    id: one.id,
    was: one.was,
    had: one.had,
    text: text(one.text),
    files: one.files,
    edited_at: stampOrNull(one.editedAt),
    revisions: one.revisions,
  }));
  const written = await sql<Corrected>`
    update entry set text = r.text, files = r.files, edited_at = r.edited_at, revisions = r.revisions, found = 'mended'
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as r(id bigint, was text, had jsonb, text text, files jsonb, edited_at timestamptz, revisions jsonb)
    where entry.id = r.id and entry.text = r.was and entry.revisions = r.had
    ${corrected}`.execute(trx);
  return written.rows;
}

/** When it was deleted nobody knows: the record says when that was found. */
async function markVanished(trx: Db, ids: readonly number[], now: Instant): Promise<readonly Corrected[]> {
  const written = await sql<Corrected>`
    update entry set deleted_at = ${stamp(now)}::timestamptz, found = 'mended'
    where id in (select value::bigint from jsonb_array_elements_text(${json(ids)}::jsonb)) and deleted_at is null
    ${corrected}`.execute(trx);
  return written.rows;
}

/** Keeps how a thread looked when it was compared. */
export async function keepThread(
  trx: Db,
  room: MendingRef,
  thread: { readonly ts: string; readonly replies: number; readonly latest: string },
): Promise<void> {
  const { workspace, channel } = room;
  const row = { replies: thread.replies, latest: thread.latest };
  await trx
    .insertInto('thread')
    .values({ workspace, channel, ts: thread.ts, ...row })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'ts']).doUpdateSet(row))
    .execute();
}
