import { type RawBuilder, sql } from 'kysely';
import type { Db } from './tables.ts';

export interface ChannelIdChange {
  readonly from: string;
  readonly to: string;
}

/**
 * Gives all that is kept of a channel its new id, the states of incidents left out, and what was written, which Slack does
 * not change either; in a transaction. Where something was written down by both ids, the new one stands. Returns the numbers
 * of the incidents whose state names the old one. A second time changes nothing. Ids are letters and digits alone.
 */
export async function changeChannelId(
  trx: Db,
  workspace: string,
  { from, to }: ChannelIdChange,
): Promise<readonly number[]> {
  const renamed = (text: RawBuilder<unknown>) => sql`regexp_replace(${text}, ${`\\y${from}\\y`}, ${to}, 'g')`;
  // First: a reading under way of the old one writes nothing any more, and begins anew.
  await sql`
    with twin as (
      delete from mending where workspace = ${workspace} and channel = ${from} and exists (
        select from mending other where other.workspace = mending.workspace and other.number = mending.number
          and other.channel = ${to})
      returning *)
    update mending m set asked = m.asked + twin.asked, due_at = least(m.due_at, twin.due_at),
      every_thread = m.every_thread or twin.every_thread
    from twin where m.workspace = twin.workspace and m.number = twin.number and m.channel = ${to}`.execute(trx);
  await sql`
    update mending set channel = ${to}, lease_until = null, leased_by = null
    where workspace = ${workspace} and channel = ${from}`.execute(trx);
  // Whoever adopted the channel under its new id meanwhile has read its past already.
  await sql`
    update entry set channel = ${to}
    where workspace = ${workspace} and channel = ${from} and not (kind = 'message' and exists (
      select from entry other where other.workspace = entry.workspace and other.channel = ${to}
        and other.ts = entry.ts and other.kind = 'message'))`.execute(trx);
  await sql`
    update mark set channel = ${to} where workspace = ${workspace} and channel = ${from} and not exists (
      select from mark other where other.workspace = mark.workspace and other.channel = ${to}
        and other.ts = mark.ts and other.how = mark.how and other.holder = mark.holder)`.execute(trx);
  await sql`
    update thread set channel = ${to} where workspace = ${workspace} and channel = ${from} and not exists (
      select from thread other where other.workspace = thread.workspace and other.channel = ${to}
        and other.ts = thread.ts)`.execute(trx);
  await sql`
    delete from errand where workspace = ${workspace} and sort = 'paint' and state = 'waiting'
      and strpos(surface, ${from}) > 0 and exists (
        select from errand other where other.workspace = errand.workspace and other.number = errand.number
          and other.id <> errand.id and other.sort = 'paint' and other.state = 'waiting'
          and other.surface = ${renamed(sql`errand.surface`)})`.execute(trx);
  await sql`
    update errand set surface = ${renamed(sql`surface`)}, task = ${renamed(sql`task::text`)}::jsonb,
      kept = ${renamed(sql`kept::text`)}::jsonb
    where workspace = ${workspace} and strpos(surface || task::text || kept::text, ${from}) > 0`.execute(trx);
  await sql`
    update alarm set command = ${renamed(sql`command::text`)}::jsonb
    where workspace = ${workspace} and strpos(command::text, ${from}) > 0`.execute(trx);
  await sql`update channel_change set new_id = ${to} where workspace = ${workspace} and new_id = ${from}`.execute(trx);
  await trx
    .insertInto('channel_change')
    .values({ workspace, old_id: from, new_id: to })
    .onConflict((conflict) => conflict.columns(['workspace', 'old_id']).doUpdateSet({ new_id: to }))
    .execute();
  const naming = await sql<{ number: number }>`
    select number from incident where workspace = ${workspace} and strpos(state::text, ${from}) > 0
    order by number`.execute(trx);
  return naming.rows.map(({ number }) => number);
}

/** The id that a channel has now, by one that it had; null when it never had another. */
export async function channelNow(db: Db, workspace: string, channel: string): Promise<string | null> {
  const row = await db
    .selectFrom('channel_change')
    .select('new_id')
    .where('workspace', '=', workspace)
    .where('old_id', '=', channel)
    .executeTakeFirst();
  return row?.new_id ?? null;
}
