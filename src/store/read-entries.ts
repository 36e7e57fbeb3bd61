import { type SelectQueryBuilder, sql } from 'kysely';
import type { Instant, MessageRef } from '../incident/incident.ts';
import type { Entry } from '../record/entry.ts';
import { placeInMoment } from '../record/exports/in-reading-order.ts';
import { stamp } from './columns.ts';
import type { Db, Tables } from './tables.ts';

export interface Stretch {
  /** `key`: key events and acts, without messages that nobody marked, marks, and who came and went. */
  readonly which: 'all' | 'key';
  /** Only what comes after this entry in reading order. */
  readonly after?: Pick<Entry, 'at' | 'kind' | 'ts' | 'id'>;
  /** The newest so many; with `after`, the next so many. */
  readonly limit?: number;
}

export type Ref = { readonly workspace: string; readonly number: number };

/** The record of an incident, or a stretch of it, in reading order: as `inReadingOrder` has it. */
export async function readEntries(db: Db, ref: Ref, stretch: Stretch): Promise<readonly Entry[]> {
  const { which, after, limit } = stretch;
  let query = entries(db).where('workspace', '=', ref.workspace).where('number', '=', ref.number);
  if (which === 'key')
    query = query.where((eb) => eb.or([isKeyEvent, eb('kind', 'not in', ['message', 'mark', 'membership'])]));
  if (after !== undefined) query = query.where(isAfter(after));
  if (limit === undefined || after !== undefined) {
    query = query.orderBy('at').orderBy(placeInMomentOf).orderBy('id');
    return (limit === undefined ? query : query.limit(limit)).execute();
  }
  const newest = await query
    .orderBy('at', 'desc')
    .orderBy(placeInMomentOf, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return newest.reverse();
}

/** The whole record without holding it in memory at once: page by page, in reading order. */
export async function* streamEntries(db: Db, ref: Ref, pageSize = 1_000): AsyncIterable<Entry> {
  let page = await readEntries(db, ref, { which: 'all', limit: pageSize, after: beforeEverything });
  for (;;) {
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    page = await readEntries(db, ref, { which: 'all', limit: pageSize, after: last });
  }
}

/** The entry of one message or of one post of ours, or null. */
export async function readEntryAt(db: Db, workspace: string, message: MessageRef): Promise<Entry | null> {
  const entry = await entries(db)
    .where('workspace', '=', workspace)
    .where('channel', '=', message.channel)
    .where('ts', '=', message.ts)
    .where('kind', '<>', 'mark')
    .orderBy(sql`kind = 'message'`, 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return entry ?? null;
}

/** Whether a message is a key event now. It may be marked before it is heard; one that is deleted is none any more. */
export async function readKeyEventAt(db: Db, workspace: string, { channel, ts }: MessageRef): Promise<boolean> {
  const there = sql`from entry where workspace = ${workspace} and channel = ${channel} and ts = ${ts} and kind <> 'mark'`;
  const answer = await sql<{ is: boolean }>`
    select (exists (select from mark where workspace = ${workspace} and channel = ${channel} and ts = ${ts} and present)
      or exists (select ${there} and key_event)) and not exists (select ${there} and deleted_at is not null) as is`.execute(
    db,
  );
  return answer.rows[0]?.is === true;
}

/** Whether anybody's mark is on a message, be it there or deleted. */
export async function isMarked(db: Db, workspace: string, { channel, ts }: MessageRef): Promise<boolean> {
  const found = await sql`
    select from mark where workspace = ${workspace} and channel = ${channel} and ts = ${ts} and present limit 1`.execute(
    db,
  );
  return found.rows.length > 0;
}

/** Who said or did something, in the order of their first entry; not who only came, went or marked. */
export async function readParticipants(db: Db, ref: Ref) {
  return db
    .selectFrom('entry')
    .select((eb) => [
      'actor as user',
      eb.fn.countAll<number>().filterWhere('kind', '=', 'message').as('messages'),
      eb.fn.countAll<number>().filterWhere('kind', '<>', 'message').as('acts'),
      eb.fn.min<Instant>('at').as('firstAt'),
      eb.fn.max<Instant>('recorded_at').as('lastAt'),
    ])
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .where('actor', 'not in', ['muster', ''])
    .where('kind', 'not in', ['membership', 'channel', 'mark'])
    .groupBy('actor')
    .orderBy('firstAt')
    .execute();
}

/** Older than any incident. */
const beforeEverything = { at: 0, kind: 'message', ts: '', id: 0 } as const;

/** `placeInMoment` in SQL. */
const placeInMomentOf = sql<string>`(case when kind = 'message' then coalesce(ts, '') else '' end) collate "C"`;

/** The first condition finds the place in the index (workspace, number, at, id); the rest are the few of that millisecond. */
function isAfter(entry: Pick<Entry, 'at' | 'kind' | 'ts' | 'id'>) {
  const at = sql`${stamp(entry.at)}::timestamptz`;
  return sql<boolean>`at >= ${at} and (at, ${placeInMomentOf}, id) > (${at}, ${placeInMoment(entry)}, ${entry.id})`;
}

/** Marked by anybody, or a key event by nature. The line "somebody marked this" is about the message, and is none itself. */
export const isKeyEvent = sql<boolean>`(entry.key_event or (entry.kind <> 'mark' and exists (
  select from mark where mark.workspace = entry.workspace and mark.channel = entry.channel and mark.ts = entry.ts and mark.present)))`;

function entries(db: Db): SelectQueryBuilder<Tables, 'entry', Entry> {
  return db
    .selectFrom('entry')
    .select([
      'id',
      'at',
      'recorded_at as recordedAt',
      'kind',
      'actor',
      'text',
      isKeyEvent.as('keyEvent'),
      'channel',
      'ts',
      'thread_ts as threadTs',
      'files',
      'revisions',
      'deleted_at as deletedAt',
      'found',
    ]);
}
