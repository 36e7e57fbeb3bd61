import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import type { FileRef } from '../record/entry.ts';
import { json, stamp, text } from './columns.ts';
import type { Db } from './tables.ts';
import { hearing } from './war-room.ts';

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
 * Records messages in one statement, whatever their number and the size of the record: all of them, or none. No two of
 * them may be the same message. One that was recorded before changes nothing. When its edit or deletion came first, the
 * entry exists and awaits it: what was edited stays as it is, and the message becomes the earliest of its revisions.
 */
export async function hearMessages(db: Db, said: readonly SaidIn[], now: Instant): Promise<readonly Kept[]> {
  const rows = json(said.map(rowOf));
  const outcome = await sql<{ place: number; number: number; first: boolean }>`
    with said as (
      select given.*, (
        ${hearing(sql`given.workspace`, sql`given.channel`, sql`given.thread_ts`, sql`given.at`)}
      ) as number
      from jsonb_to_recordset(${rows}::jsonb) as given (place integer, workspace text, at timestamptz, actor text,
        text text, channel text, ts text, thread_ts text, files jsonb, found text)
    ),
    kept as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, thread_ts, files, found)
      select workspace, number, at, ${stamp(now)}::timestamptz, 'message', actor, text, false, channel, ts, thread_ts,
        files, found
      -- In the same order everywhere: two statements with the same messages would else wait for each other.
      from said where number is not null order by workspace, channel, ts
      on conflict (workspace, channel, ts) where kind = 'message' do update set
        awaited = false,
        actor = excluded.actor,
        thread_ts = coalesce(entry.thread_ts, excluded.thread_ts),
        files = case when entry.files = '[]' then excluded.files else entry.files end,
        text = case when entry.text = '' and entry.edited_at is null then excluded.text else entry.text end,
        revisions = case
          when entry.text in ('', excluded.text) and entry.edited_at is null then entry.revisions
          -- Its time is no longer what the edit that replaced it let guess.
          when entry.revisions->0->>'text' = excluded.text then
            jsonb_set(entry.revisions, '{0}', (entry.revisions->0) - 'replaced')
          when entry.text = excluded.text
            or entry.revisions @> jsonb_build_array(jsonb_build_object('text', excluded.text)) then entry.revisions
          else jsonb_build_array(jsonb_build_object(
            'text', excluded.text, 'at', (extract(epoch from excluded.at) * 1000)::bigint)) || entry.revisions end
      where entry.awaited
      returning workspace, channel, ts
    )
    select place, number, (workspace, channel, ts) in (select workspace, channel, ts from kept) as first
    from said where number is not null`.execute(db);
  const found = new Map(outcome.rows.map(({ place, number, first }) => [place, { number, first }]));
  return said.map((_, place) => found.get(place) ?? null);
}

/** Records one message; see `hearMessages`. */
export async function hearMessage(db: Db, workspace: string, heard: HeardMessage, now: Instant): Promise<Kept> {
  const [kept] = await hearMessages(db, [{ workspace, heard }], now);
  return kept ?? null;
}

export interface SaidIn {
  readonly workspace: string;
  readonly heard: HeardMessage;
}

function rowOf({ workspace, heard }: SaidIn, place: number) {
  const { channel, ts, threadTs, user, files, found } = heard;
  const at = stamp(heard.at);
  return { place, workspace, at, actor: user, text: text(heard.text), channel, ts, thread_ts: threadTs, files, found };
}
