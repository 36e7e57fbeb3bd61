import { sql } from 'kysely';
import type { Incident, Instant } from '../incident/incident.ts';
import { stamp } from './columns.ts';
import { lockIncident } from './lock-incident.ts';
import type { Db } from './tables.ts';

type Ref = { readonly workspace: string; readonly number: number };

/** Entries that go in one statement: far under the time that a statement may take. */
const batch = 2_000;

/**
 * Removes the records of incidents that were closed (or cancelled, or never declared) before `before`, at most `limit` of them; what is left
 * of each is a row in `past_incident`. One whose room is still to be archived waits for that: its files come first.
 * Returns how many went. Killed half-way, the next call goes on: first the incident is gone, then what it said.
 */
export async function removePast(db: Db, before: Instant, now: Instant, limit: number): Promise<number> {
  for (const ref of await halfRemoved(db)) await removeEntries(db, ref);
  const refs = await db
    .selectFrom('incident')
    .select(['workspace', 'number'])
    .where('phase', 'in', ['closed', 'cancelled', 'triage'])
    .where(sql<boolean>`(state->'times'->>'closed')::bigint < ${before}`)
    .where(sql<boolean>`not coalesce((state->'room'->>'archiving')::boolean, false)`)
    .where(
      sql<boolean>`not exists (select from alarm where alarm.workspace = incident.workspace
        and alarm.number = incident.number and alarm.name = 'archive_room')`,
    )
    .orderBy('workspace')
    .orderBy('number')
    .limit(limit)
    .execute();
  let removed = 0;
  for (const ref of refs) {
    if (!(await db.transaction().execute((trx) => removeIncident(trx, ref, before, now)))) continue;
    await removeEntries(db, ref);
    removed += 1;
  }
  if (removed > 0) await removePeople(db);
  return removed;
}

async function removeIncident(trx: Db, ref: Ref, before: Instant, now: Instant): Promise<boolean> {
  const incident = (await lockIncident(trx, ref, null))?.incident;
  const closed = incident?.times.closed ?? null;
  // Reopened since we looked, or another process was faster.
  if (incident === undefined || closed === null || closed >= before) return false;
  const { severity, times } = incident;
  const past = {
    ...ref,
    severity,
    declared_at: stamp(times.declared),
    closed_at: stamp(closed),
    removed_at: stamp(now),
  };
  // What was never declared is no past incident; its few entries go here.
  if (incident.phase === 'triage') await removeEntries(trx, ref);
  else await trx.insertInto('past_incident').values(past).execute();
  for (const table of ['errand', 'alarm', 'seen', 'incident'] as const) {
    await trx.deleteFrom(table).where('workspace', '=', ref.workspace).where('number', '=', ref.number).execute();
  }
  await removeMarks(trx, incident);
  return true;
}

/** Marks on messages that were never heard; of a room that had a life before, only those on its messages go (below). */
async function removeMarks(trx: Db, { workspace, room }: Incident): Promise<void> {
  if (room.channel === null || room.adopted) return;
  await trx.deleteFrom('mark').where('workspace', '=', workspace).where('channel', '=', room.channel).execute();
}

async function removeEntries(db: Db, { workspace, number }: Ref): Promise<void> {
  for (let went = batch; went === batch; ) {
    const gone = await sql<{ went: number }>`
      with gone as (
        delete from entry where id in (
          select id from entry where workspace = ${workspace} and number = ${number} order by at, id limit ${batch})
        returning channel, ts
      ),
      marks_gone as (
        delete from mark using gone
        where mark.workspace = ${workspace} and mark.channel = gone.channel and mark.ts = gone.ts
      )
      select count(*)::int as went from gone`.execute(db);
    went = gone.rows[0]?.went ?? 0;
  }
}

async function halfRemoved(db: Db): Promise<readonly Ref[]> {
  return db
    .selectFrom('past_incident')
    .select(['workspace', 'number'])
    .where(
      sql<boolean>`exists (select from entry where entry.workspace = past_incident.workspace
        and entry.number = past_incident.number)`,
    )
    .execute();
}

/** Who occurs nowhere any more need not be known by name; who comes back is asked of Slack. */
async function removePeople(db: Db): Promise<void> {
  await sql`
    delete from person where not exists (
      select from entry where entry.workspace = person.workspace and entry.actor = person.user_id)`.execute(db);
}
