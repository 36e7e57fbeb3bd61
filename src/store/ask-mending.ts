import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import type { Db } from './tables.ts';

export interface Asking {
  readonly dueAt: Instant;
  readonly everyThread: boolean;
  /** How far back the record of an adopted channel goes, before it was adopted (ms). */
  readonly pastMs: number;
}

/**
 * Asks that the record of a room be compared with Slack's history; returns the number of this asking, by which its
 * answer is known. Null: the incident has no room. An asking during a reading leads to one more after it.
 */
export async function askMending(
  db: Db,
  ref: { readonly workspace: string; readonly number: number },
  asking: Asking,
): Promise<number | null> {
  const asked = await sql<{ asked: number }>`
    insert into mending (workspace, number, channel, asked, due_at, since_ts, every_thread)
    select workspace, number, channel, 1, ${stamp(asking.dueAt)}::timestamptz, ${since(asking.pastMs)}, ${asking.everyThread}::boolean
    from incident where workspace = ${ref.workspace} and number = ${ref.number} and channel is not null
    ${again} returning asked`.execute(db);
  return asked.rows[0]?.asked ?? null;
}

/** Between two rooms of what is over: so many a minute leave most of Slack's calls to the others. */
const apartMs = 3_000;

/**
 * The same for every room that is listened to, after a time in which events may have been lost. First where people are at
 * work: open, or resolved with a draft, for what they reply in its thread belongs there; the others one by one, the newest
 * first. Not a channel that was adopted, once all is over, nor a room that the bot cannot read any more.
 */
export async function askAllMendings(db: Db, workspace: string, asking: Asking): Promise<void> {
  await sql`
    insert into mending (workspace, number, channel, asked, due_at, since_ts, every_thread)
    select workspace, number, channel, 1,
      ${stamp(asking.dueAt)}::timestamptz + case when first then interval '0'
        else row_number() over (partition by first order by number desc) * ${apartMs} * interval '1 millisecond' end,
      ${since(asking.pastMs)}, ${asking.everyThread}::boolean
    from (
      select *, (phase in ('identifying', 'contained')
        or phase = 'resolved' and state->'postmortem'->>'state' = 'draft') as first
      from incident where workspace = ${workspace} and channel is not null
    ) i
    where first or state->'room'->>'archivedAt' is null and state->'room'->>'leftAt' is null
      and not (phase in ('closed', 'cancelled') and (state->'room'->>'adopted')::boolean)
    ${again}`.execute(db);
}

/** Sets the rhythm going for rooms of open incidents that have none: newly opened, or opened again. */
export async function keepRhythm(db: Db, next: { readonly dueAt: Instant; readonly pastMs: number }): Promise<void> {
  await sql`
    insert into mending (workspace, number, channel, due_at, since_ts)
    select workspace, number, channel, ${stamp(next.dueAt)}::timestamptz, ${since(next.pastMs)} from incident i
    where phase in ('identifying', 'contained') and channel is not null
      and not exists (select from mending m where m.workspace = i.workspace and m.number = i.number
        and m.channel = i.channel and m.due_at is not null)
    on conflict (workspace, number, channel) do update set due_at = excluded.due_at where mending.due_at is null`.execute(
    db,
  );
}

const again = sql`on conflict (workspace, number, channel) do update set asked = mending.asked + 1,
  due_at = least(mending.due_at, excluded.due_at), every_thread = mending.every_thread or excluded.every_thread`;

/** A room that we made is read from its beginning; a channel that was there before, from some time before. */
function since(pastMs: number) {
  return sql`case when (state->'room'->>'adopted')::boolean
    then (floor(extract(epoch from declared_at))::bigint - ${Math.round(pastMs / 1000)}::bigint)::text || '.000000' else '0' end`;
}
