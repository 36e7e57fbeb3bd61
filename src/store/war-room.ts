import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import type { Db } from './tables.ts';

/** Something that was said or done in a channel. */
export interface Heard {
  readonly channel: string;
  /** The thread it was said in; null: the channel itself. */
  readonly threadTs: string | null;
  readonly at: Instant;
}

/** The number of the incident on whose record something belongs that was said or done in a channel; null: of none. */
export async function warRoom(db: Db, workspace: string, heard: Heard): Promise<number | null> {
  const found = await sql<{ number: number }>`${roomOf(workspace, heard)}`.execute(db);
  return found.rows[0]?.number ?? null;
}

/** The same, as the table `room` of a longer statement. */
export function roomOf(workspace: string, { channel, threadTs, at }: Heard) {
  return hearing(
    sql`${workspace}::text`,
    sql`${channel}::text`,
    sql`${threadTs}::text`,
    sql`${stamp(at)}::timestamptz`,
  );
}

/**
 * The same, of columns. The newest incident that listens: a channel that was there before is listened to until its incident
 * is over, and after that in the thread of its post-mortem. Of what is not over an index is read, not the state.
 */
export function hearing(
  workspace: RawBuilder<unknown>,
  channel: RawBuilder<unknown>,
  threadTs: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
) {
  const isInLesson = sql`(case when phase = 'closed' and ${threadTs} is not null
    then coalesce(state->'postmortem'->>'thread' = ${threadTs}, false) else false end)`;
  const closedAt = sql`('epoch'::timestamptz + (state->'times'->>'closed')::bigint * interval '1 millisecond')`;
  return sql`
    select number from incident
    where incident.workspace = ${workspace} and incident.channel = ${channel}
      and case when phase in ('closed', 'cancelled') and (state->'room'->>'adopted')::boolean
        then ${at} <= ${closedAt} or ${isInLesson} else true end
    order by ${isInLesson} desc, number desc limit 1`;
}

/** The record that has a message, or what was done by the bot and told by one; else the one on which it belongs. */
export async function recordOf(db: Db, workspace: string, ts: string, heard: Heard): Promise<number | null> {
  const row = await db
    .selectFrom('entry')
    .select('number')
    .where('workspace', '=', workspace)
    .where('channel', '=', heard.channel)
    .where('ts', '=', ts)
    .where('kind', '<>', 'mark')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? (await warRoom(db, workspace, heard));
}
