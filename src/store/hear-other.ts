import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { removedUser } from '../record/eraser.ts';
import { stamp, text } from './columns.ts';
import type { Kept } from './hear-message.ts';
import type { Db } from './tables.ts';
import { roomOf } from './war-room.ts';

export interface HeardOther {
  readonly kind: 'membership' | 'channel';
  readonly channel: string;
  readonly ts: string | null;
  readonly user: string;
  readonly text: string;
  readonly at: Instant;
  readonly found: 'live' | 'mended';
}

/**
 * Records who came and went and what was done to the channel, once per key (it names the deed, not the telling of it), in
 * one statement. What the history told already is not told again by an event that comes late.
 */
export async function hearOther(
  db: Db,
  workspace: string,
  key: string,
  heard: HeardOther,
  now: Instant,
): Promise<Kept> {
  const outcome = await sql<{ number: number; first: boolean }>`
    with room as (${roomOf(workspace, { ...heard, threadTs: null })}),
    kept as (
      insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event, channel, ts, found, heard_key)
      select ${workspace}, number, ${stamp(heard.at)}::timestamptz, ${stamp(now)}::timestamptz, ${heard.kind}, ${heard.user},
        ${text(heard.text)}, false, ${heard.channel}, ${heard.ts}::text, ${heard.found}, ${key}
      from room where not exists (${foundBefore(workspace, heard)})
      on conflict (workspace, heard_key) where heard_key is not null do nothing
      returning id
    )
    select number, exists (select from kept) as first from room`.execute(db);
  return outcome.rows[0] ?? null;
}

/** An event of a joining has another time than its line in the channel, by a moment. */
const besideMs = 60_000;

/**
 * What was read back from the history: a change of the channel by its ts, comings and goings by person and time. Somebody
 * who was removed on request may be whoever came then: an event that comes late must not name them again.
 */
function foundBefore(workspace: string, heard: HeardOther) {
  const { kind, channel, ts, user, at } = heard;
  const same = sql`select from entry where workspace = ${workspace} and channel = ${channel} and kind = ${kind}`;
  if (ts !== null) return sql`${same} and ts = ${ts}`;
  const verb = /^<@[^>]+> (\w+)/.exec(heard.text)?.[1] ?? '';
  return sql`${same} and found = 'mended' and actor in (${user}, ${removedUser}) and number = room.number
    and at between ${stamp(at - besideMs)}::timestamptz and ${stamp(at + besideMs)}::timestamptz
    and text like '% ' || ${verb}::text || '%'`;
}
