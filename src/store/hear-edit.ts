import { sql } from 'kysely';
import type { Instant } from '../incident/incident.ts';
import type { FileRef } from '../record/entry.ts';
import { isForgotten } from '../record/eraser.ts';
import { mergeHeardFiles, sameFiles } from '../record/merge-files.ts';
import { json, stamp, stampOrNull, text } from './columns.ts';
import type { Kept } from './hear-message.ts';
import { revise, second, type Wording, wordingOfEdit } from './revise.ts';
import type { Db } from './tables.ts';
import { warRoom } from './war-room.ts';

interface Heard {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly previousText: string | null;
  /** Time of the message itself. */
  readonly at: Instant;
  readonly found: 'live' | 'mended';
}

export interface HeardEdit extends Heard {
  readonly user: string;
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly editedAt: Instant;
}

export interface HeardDeletion extends Heard {
  readonly user: string | null;
  readonly deletedAt: Instant;
}

/** Records that a message was changed, in a transaction; creates its entry when the message itself was not heard yet. */
export async function hearEdit(trx: Db, workspace: string, heard: HeardEdit, now: Instant): Promise<Kept> {
  const edit = { ...heard, text: text(heard.text), previousText: textOrNull(heard.previousText) };
  const row = await messageRow(trx, workspace, heard);
  if (row === null) {
    const number = await warRoom(trx, workspace, heard);
    if (number === null) return null;
    const wording = wordingOfEdit(edit, heard.at);
    const created = await createAwaited(trx, workspace, number, { ...heard, wording, deletedAt: null }, now);
    // Somebody else recorded it in this moment: then it is there now.
    return created ? { number, first: true } : hearEdit(trx, workspace, heard, now);
  }
  if (isForgotten(row)) return { number: row.number, first: false };
  // What a deletion told is what it said at the end, however late the edits before it come.
  const isLast = row.deletedAt !== null && row.deletedAt === row.editedAt;
  const revised = revise({ ...row, isLast }, edit);
  if (revised !== null) await writeWording(trx, row, revised, heard.user);
  // Of an edit that comes late nobody knows which of its files were added since.
  const files =
    second(heard.editedAt) < second(row.editedAt ?? row.at) ? row.files : mergeHeardFiles(row.files, heard.files);
  const isFileNews = !sameFiles(row.files, files);
  if (isFileNews)
    await trx
      .updateTable('entry')
      .set({ files: json(files) })
      .where('id', '=', row.id)
      .execute();
  return { number: row.number, first: revised !== null || isFileNews };
}

/** Records that a message was deleted, in a transaction. Its text stays in the record. */
export async function hearDeletion(trx: Db, workspace: string, heard: HeardDeletion, now: Instant): Promise<Kept> {
  const last = textOrNull(heard.previousText);
  const row = await messageRow(trx, workspace, heard);
  if (row === null) {
    const number = await warRoom(trx, workspace, heard);
    if (number === null) return null;
    // Edits that come after it are older than what it said at the end.
    const wording = { text: last ?? '', at: heard.at, editedAt: last ? heard.deletedAt : null, revisions: [] };
    const created = await createAwaited(
      trx,
      workspace,
      number,
      { ...heard, user: heard.user ?? '', files: [], wording, deletedAt: heard.deletedAt },
      now,
    );
    return created ? { number, first: true } : hearDeletion(trx, workspace, heard, now);
  }
  // What it said at the end differs from what we know: an edit was missed.
  const missed =
    last === null || last === '' || isForgotten(row)
      ? null
      : revise(row, { text: last, previousText: row.text, editedAt: heard.deletedAt });
  if (missed !== null) await writeWording(trx, row, missed, heard.user ?? '');
  // Found in the history that it is gone, it has the time of finding: the event knows when, and what it said at the end.
  const isNews = row.deletedAt === null || heard.deletedAt < row.deletedAt;
  if (isNews) {
    await trx
      .updateTable('entry')
      .set({ deleted_at: stamp(heard.deletedAt) })
      .where('id', '=', row.id)
      .execute();
  }
  return { number: row.number, first: isNews || missed !== null };
}

async function messageRow(trx: Db, workspace: string, { channel, ts }: Heard) {
  const row = await trx
    .selectFrom('entry')
    .select([
      'id',
      'number',
      'actor',
      'text',
      'at',
      'edited_at as editedAt',
      'revisions',
      'files',
      'deleted_at as deletedAt',
    ])
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('kind', '=', sql.lit('message'))
    .forUpdate()
    .executeTakeFirst();
  // In the history it was only ever seen to be gone: who wrote it, and what, is told first by what is heard now.
  const isUnknown = row !== undefined && row.actor === '' && row.text === '' && row.revisions.length === 0;
  return row === undefined ? null : { ...row, isUnknown };
}

async function createAwaited(
  trx: Db,
  workspace: string,
  number: number,
  heard: Heard & {
    readonly user: string;
    readonly files: readonly FileRef[];
    readonly wording: Wording;
    readonly deletedAt: Instant | null;
  },
  now: Instant,
): Promise<boolean> {
  const row = await trx
    .insertInto('entry')
    .values({
      workspace,
      number,
      at: stamp(heard.at),
      recorded_at: stamp(now),
      kind: 'message',
      actor: heard.user,
      text: heard.wording.text,
      key_event: false,
      channel: heard.channel,
      ts: heard.ts,
      thread_ts: heard.threadTs,
      files: json(heard.files),
      revisions: json(heard.wording.revisions),
      edited_at: stampOrNull(heard.wording.editedAt),
      deleted_at: stampOrNull(heard.deletedAt),
      found: heard.found,
      awaited: true,
    })
    // In so many words: as a value, a plan that is made once for all values does not find the index (`kind = 'message'`),
    // and PostgreSQL makes such plans of what a connection does for the sixth time.
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'channel', 'ts']).where('kind', '=', sql.lit('message')).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

type Row = NonNullable<Awaited<ReturnType<typeof messageRow>>>;

/** `user`: who wrote it, for one of which nothing was known. */
async function writeWording(trx: Db, row: Row, wording: Wording, user: string): Promise<void> {
  const actor = row.isUnknown ? { actor: user } : {};
  await trx
    .updateTable('entry')
    .set({ ...actor, text: wording.text, edited_at: stampOrNull(wording.editedAt), revisions: json(wording.revisions) })
    .where('id', '=', row.id)
    .execute();
}

function textOrNull(value: string | null): string | null {
  return value === null ? null : text(value);
}
