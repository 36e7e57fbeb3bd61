import { sql } from 'kysely';
import type { Instant, MessageRef } from '../incident/incident.ts';
import { moment, stamp } from './columns.ts';
import type { Attempt } from './hold-errand.ts';
import type { Db } from './tables.ts';

/** Where an errand stands: which incident, which surface. */
export interface ErrandPlace {
  readonly id: number;
  readonly workspace: string;
  readonly number: number;
  readonly sort: 'paint' | 'do' | 'say';
  readonly surface: string;
}

/**
 * Takes a done errand out of the outbox in one statement, and gives the entry of its act the ts of its post: for the
 * many after which the incident need not be told anything. False, and nothing happened, when it must be (there was
 * trouble that is over now) or when the lease was lost.
 */
export async function finishQuietly(
  db: Db,
  errand: ErrandPlace,
  attempt: Attempt,
  posted: MessageRef | null,
): Promise<boolean> {
  const outcome = await sql<{ done: boolean }>`
    with done as (
      delete from errand where id = ${attempt.id} and leased_by = ${attempt.worker} and attempt = ${attempt.attempt}
        and state = 'leased' and not complained
        and not exists (select from errand twin where ${parkedTwin(errand, 'twin')})
      returning id
    ),
    stamped as (
      update entry set channel = ${posted?.channel ?? null}, ts = ${posted?.ts ?? null} from done
      where entry.errand = done.id and entry.ts is null and ${posted?.ts ?? null}::text is not null
    )
    select exists (select from done) as done`.execute(db);
  return outcome.rows[0]?.done ?? false;
}

/**
 * Takes a done errand out of the outbox. A paint that worked also clears parked paints of its surface.
 * Returns true when the incident had been told of trouble that is over now.
 */
export async function finishErrand(trx: Db, errand: ErrandPlace): Promise<boolean> {
  const gone = await trx
    .deleteFrom('errand')
    .where((eb) => eb.or([eb('id', '=', errand.id), parkedTwin(errand)]))
    .returning('complained')
    .execute();
  return gone.some((row) => row.complained);
}

/** The entry of the act that this errand posted gets the ts of its post. The first post counts: repainting moves nothing. */
export async function stampActs(trx: Db, errandId: number, posted: MessageRef): Promise<void> {
  await trx
    .updateTable('entry')
    .set({ channel: posted.channel, ts: posted.ts })
    .where('errand', '=', errandId)
    .where('ts', 'is', null)
    .execute();
}

export interface Retry {
  readonly dueAt: Instant;
  readonly why: string;
  readonly failures: number;
  readonly complained: boolean;
  /** False when nothing was tried in Slack, so that the next attempt need not look for traces of this one. */
  readonly tried: boolean;
}

/**
 * Puts an errand back, on the same row: it keeps its place, its id (which Slack messages carry) and what it kept.
 * If a newer paint of the surface waits behind it meanwhile, the two become one.
 */
export async function retryErrand(trx: Db, errand: ErrandPlace, retry: Retry): Promise<void> {
  const newer = await takeNewerPaint(trx, errand);
  await trx
    .updateTable('errand')
    .set({
      state: 'waiting',
      due_at: stamp(retry.dueAt),
      why: retry.why,
      failures: retry.failures,
      complained: retry.complained,
      lease_until: null,
      leased_by: null,
      ...(retry.tried ? {} : { attempt: sql<number>`attempt - 1` }),
      ...(newer === null ? {} : { task: newer }),
    })
    .where('id', '=', errand.id)
    .execute();
}

/**
 * Gives an errand up; it stays visible and blocks nothing. Of paints one parked row per surface is enough.
 * Returns false when the incident was told about the same before.
 */
export async function parkErrand(trx: Db, errand: ErrandPlace, why: string, complained: boolean): Promise<boolean> {
  const earlier = await trx
    .deleteFrom('errand')
    .where(parkedTwin(errand))
    .where('id', '<>', errand.id)
    .returning(['why', 'complained'])
    .execute();
  await trx
    .updateTable('errand')
    .set({ state: 'parked', why, complained: true, lease_until: null, leased_by: null })
    .where('id', '=', errand.id)
    .execute();
  return !complained && !earlier.some((row) => row.complained && row.why === why);
}

/** What waited for the room needs to wait no longer. */
export async function hastenErrands(
  trx: Db,
  ref: { readonly workspace: string; readonly number: number },
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('errand')
    .set({ due_at: stamp(now) })
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .where('state', '=', 'waiting')
    .where('due_at', '>', moment(now))
    .execute();
}

function parkedTwin(errand: ErrandPlace, table = 'errand') {
  const row = (column: string) => sql.ref(`${table}.${column}`);
  return sql<boolean>`(${row('workspace')} = ${errand.workspace} and ${row('number')} = ${errand.number}
    and ${row('surface')} = ${errand.surface} and ${row('sort')} = 'paint' and ${errand.sort} = 'paint'
    and ${row('state')} = 'parked')`;
}

async function takeNewerPaint(trx: Db, errand: ErrandPlace): Promise<string | null> {
  if (errand.sort !== 'paint') return null;
  const newer = await trx
    .deleteFrom('errand')
    .where('workspace', '=', errand.workspace)
    .where('number', '=', errand.number)
    .where('surface', '=', errand.surface)
    .where('sort', '=', 'paint')
    .where('state', '=', 'waiting')
    .where('id', '<>', errand.id)
    .returning(['id', 'task'])
    .executeTakeFirst();
  if (newer === undefined) return null;
  await trx.updateTable('entry').set({ errand: errand.id }).where('errand', '=', newer.id).execute();
  return JSON.stringify(newer.task);
}
