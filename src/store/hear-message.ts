import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import type { FileRef } from '../record/entry.ts';
import { json, stamp, text } from './columns.ts';
import type { Db } from './tables.ts';
import { roomOf } from './war-room.ts';

export interface HeardMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: string;
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly at: Instant;
  readonly found: 'live' | 'mended';
}

/** What became of something heard; null: its channel is no war room. */
export type Kept = { readonly number: number; readonly first: boolean } | null;

/**
 * Records a message in one statement, whatever the size of the record. The same message again changes nothing.
 * When its edit or deletion came first, the entry exists and awaits it: what was edited stays as it is, and the
 * message becomes the earliest of its revisions.
 */
export async function hearMessage(db: Db, workspace: string, heard: HeardMessage, now: Instant): Promise<Kept> {
  const said = text(heard.text);
  const original = json([{ text: said, at: heard.at }]);
  const originalText = json([{ text: said }]);
  const outcome = await sql<{ number: number; first: boolean }>`
    with room as (${roomOf(workspace, heard.channel)}),
    kept as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, thread_ts, files, found)
      select ${workspace}, number, ${stamp(heard.at)}::timestamptz, ${stamp(now)}::timestamptz, 'message', ${heard.user},
        ${said}, false, ${heard.channel}, ${heard.ts}, ${heard.threadTs}::text, ${json(heard.files)}::jsonb, ${heard.found}
      from room
      on conflict (workspace, channel, ts) where kind = 'message' do update set
        awaited = false,
        actor = excluded.actor,
        thread_ts = coalesce(entry.thread_ts, excluded.thread_ts),
        files = case when entry.files = '[]' then excluded.files else entry.files end,
        text = case when entry.text = '' and entry.edited_at is null then excluded.text else entry.text end,
        revisions = case
          when entry.text in ('', excluded.text) and entry.edited_at is null then entry.revisions
          when entry.text = excluded.text or entry.revisions @> ${originalText}::jsonb then entry.revisions
          else ${original}::jsonb || entry.revisions end
      where entry.awaited
      returning id
    )
    select number, exists (select from kept) as first from room`.execute(db);
  return outcome.rows[0] ?? null;
}
