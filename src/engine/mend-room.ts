import type { Instant } from '../incident/incident.ts';
import { confirmMark, hearMark } from '../store/hear-mark.ts';
import { lockComings } from '../store/lock-comings.ts';
import {
  keepProgress,
  type MendingFound,
  type Progress,
  type TakenMending,
  type ThreadLeft,
} from '../store/mending.ts';
import { queueErrands } from '../store/queue-errands.ts';
import { type Known, readKnown } from '../store/read-known.ts';
import type { Db } from '../store/tables.ts';
import { keepThread, writeCorrections } from '../store/write-corrections.ts';
import { comparePage, type MarkChange, type Stretch } from './compare-page.ts';
import type { History, Reading, Shown } from './history.ts';
import type { Parts } from './parts.ts';
import { takeReplies } from './take-replies.ts';
import { warnAuthor } from './warn-author.ts';

export type Step =
  /** A page is compared and written down. */
  | { readonly kind: 'read'; readonly progress: Progress }
  /** All is read. */
  | { readonly kind: 'ended'; readonly progress: Progress; readonly why: string | null }
  | { readonly kind: 'later'; readonly progress: Progress; readonly afterMs: number | null; readonly why: string }
  /** Somebody else has the room. */
  | { readonly kind: 'lost' };

/**
 * Reads one page of a room's history, or of one of its threads, and puts the record right. What the page showed and
 * how far the reading came are one transaction: a process that dies leaves a reading that another goes on with.
 */
export async function mendRoom(
  parts: Parts,
  history: History,
  room: TakenMending,
  leaseMs: number,
  progress: Progress,
): Promise<Step> {
  const [thread] = progress.threads;
  if (thread !== undefined) return readThread(parts, history, room, leaseMs, progress, thread);
  if (progress.done) return { kind: 'ended', progress, why: null };
  const readAt = parts.clock.now();
  const { since: after, before } = progress;
  const reading = await history.page({ workspace: room.workspace, channel: room.channel, after, before });
  if (reading.outcome === 'later') return { kind: 'later', progress, afterMs: reading.afterMs, why: reading.why };
  if (reading.outcome === 'never') return { kind: 'ended', progress, why: reading.why };
  const { shown, more } = reading;
  const last = oldestOf(shown);
  // Older than the oldest message that Slack shows, nothing can be told to have vanished: Slack forgets too.
  const stretch: Stretch = { after: last ?? before, before, threadTs: null };
  return write(parts, room, leaseMs, shown, stretch, readAt, (known, found) => ({
    ...progress,
    before: last ?? before,
    oldest: last ?? progress.oldest,
    done: !more || last === null || (progress.newestOnly && last <= (progress.comparedTo ?? last)),
    threads: [...shown.flatMap((one) => threadToRead(one, known, progress.everyThread)), ...threadsGone(shown, known)],
    read: progress.read + shown.length,
    found: sum(progress.found, found),
  }));
}

async function readThread(
  parts: Parts,
  history: History,
  room: TakenMending,
  leaseMs: number,
  progress: Progress,
  thread: ThreadLeft,
): Promise<Step> {
  const readAt = parts.clock.now();
  const { ts, after } = thread;
  const answer = await history.thread({ workspace: room.workspace, channel: room.channel, ts, after });
  if (answer.outcome === 'later') return { kind: 'later', progress, afterMs: answer.afterMs, why: answer.why };
  const isGone = answer.outcome === 'never' && answer.why === 'thread_not_found';
  const reading: Extract<Reading, { outcome: 'read' }> =
    answer.outcome === 'read' ? answer : { outcome: 'read', shown: [], more: false };
  const shown = reading.shown.filter((one) => one.ts < progress.until);
  const newest = reading.shown.reduce((latest, one) => (one.ts > latest ? one.ts : latest), after);
  const more = reading.more && newest > after && newest < progress.until;
  const before = answer.outcome === 'never' && !isGone ? after : more ? justAfter(newest) : progress.until;
  const rest = progress.threads.slice(1);
  return write(
    parts,
    room,
    leaseMs,
    shown,
    { after, before, threadTs: ts },
    readAt,
    (_known, found) => ({
      ...progress,
      threads: more ? [{ ...thread, after: newest }, ...rest] : rest,
      read: progress.read + shown.length,
      found: sum(progress.found, found),
    }),
    // Replies newer than this reading are compared by the next: it must find the thread changed.
    more || answer.outcome === 'never' || thread.latest >= progress.until ? null : thread,
  );
}

/** Compares a page and writes what is wrong, with the progress, in one transaction. */
async function write(
  parts: Parts,
  room: TakenMending,
  leaseMs: number,
  shown: readonly Shown[],
  stretch: Stretch,
  readAt: Instant,
  proceed: (known: Known, found: MendingFound) => Progress,
  thread: ThreadLeft | null = null,
): Promise<Step> {
  const { store, clock } = parts;
  try {
    // Not on the connections that are kept for recording: what people say now comes first.
    return await store.db.transaction().execute(async (trx): Promise<Step> => {
      if (shown.some(({ body }) => body.kind === 'membership' || body.kind === 'channel'))
        await lockComings(trx, room.workspace, room.channel);
      const known = await readKnown(trx, room, {
        shown: shown.map((one) => one.ts),
        threadTs: stretch.threadTs,
        from: instantOf(stretch.after),
        to: instantOf(stretch.before),
        after: stretch.after,
        before: stretch.before,
      });
      const { marks, unconfirmed, ...corrections } = comparePage(shown, known, stretch, readAt);
      const now = clock.now();
      const written = await writeCorrections(trx, room, corrections, now);
      await warnAuthors(trx, room, shown, now);
      await takeReplies(trx, room, written, now);
      await queueErrands(
        trx,
        room,
        unconfirmed.map((ts) => confirmMark({ channel: room.channel, ts })),
        now,
      );
      const marked = await writeMarks(trx, room, marks, readAt, now);
      if (thread !== null) await keepThread(trx, room, thread);
      const progress = proceed(known, { ...countOf(written), marks: marked });
      if (!(await keepProgress(trx, room, leaseMs, progress))) throw new LeaseLost();
      return { kind: 'read', progress };
    });
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'lost' };
    throw error;
  }
}

/** Who wrote a credential that nobody heard of is told now; once a message, however often it is read. */
async function warnAuthors(trx: Db, room: TakenMending, shown: readonly Shown[], now: Instant): Promise<void> {
  for (const { ts, threadTs, at, body } of shown) {
    if (body.kind !== 'message' || body.secrets === undefined) continue;
    const warning = await warnAuthor(trx, room, { ...body, channel: room.channel, ts, threadTs, at }, now);
    if (warning !== null) await queueErrands(trx, room, [warning], now);
  }
}

/** Marks are few: one by one, as if each were heard now. */
async function writeMarks(
  trx: Db,
  room: TakenMending,
  marks: readonly MarkChange[],
  readAt: Instant,
  now: Instant,
): Promise<number> {
  let count = 0;
  for (const mark of marks) {
    const key = `mend:${room.channel}:${mark.ts}:${mark.how}:${mark.user}:${readAt}`;
    const heard = { ...mark, channel: room.channel, at: readAt, found: 'mended' } as const;
    const kept = await hearMark(trx, room.workspace, key, heard, now);
    if (kept?.first === true) count += 1;
  }
  return count;
}

/** A thread that the record does not have as Slack tells of it; or any, when every one is to be read. */
function threadToRead(one: Shown, known: Known, every: boolean): readonly ThreadLeft[] {
  const record = known.threads.find((thread) => thread.ts === one.ts);
  const left = { ts: one.ts, after: one.ts, replies: one.thread?.replies ?? 0, latest: one.thread?.latest ?? '' };
  if (one.thread === null) return (record?.recorded ?? 0) > 0 ? [left] : [];
  if (every || record === undefined) return [left];
  const asTold = record.replies === left.replies && record.latest === left.latest;
  const asRecorded = record.recorded === left.replies && record.recordedLatest === left.latest;
  return asTold || asRecorded ? [] : [left];
}

/** A thread lives as long as Slack shows its first message, or a tombstone for it: else its replies are gone with it. */
function threadsGone(shown: readonly Shown[], known: Known): readonly ThreadLeft[] {
  const there = new Set(shown.map(({ ts }) => ts));
  return known.threads
    .filter(({ ts, recorded }) => recorded > 0 && !there.has(ts))
    .map(({ ts }) => ({ ts, after: ts, replies: 0, latest: '' }));
}

function oldestOf(shown: readonly Shown[]): string | null {
  return shown.reduce<string | null>((oldest, { ts }) => (oldest === null || ts < oldest ? ts : oldest), null);
}

function countOf({ missing, changed, vanished }: Awaited<ReturnType<typeof writeCorrections>>) {
  return { missing: missing.length, changed: changed.length, vanished: vanished.length };
}

function sum(one: MendingFound, other: MendingFound): MendingFound {
  return {
    missing: one.missing + other.missing,
    changed: one.changed + other.changed,
    vanished: one.vanished + other.vanished,
    marks: one.marks + other.marks,
  };
}

/** The ts of a moment; no message has it, as each has its own microseconds. */
export function tsOf(at: Instant): string {
  return `${Math.floor(at / 1000)}.${String(Math.floor(at % 1000) * 1000).padStart(6, '0')}`;
}

/** A ts to the millisecond, rounded down. */
export function instantOf(ts: string): Instant {
  const [seconds = '0', micros = ''] = ts.split('.');
  return Number(seconds) * 1000 + Number(micros.padEnd(6, '0').slice(0, 3));
}

/** The next microsecond, so that the message itself is within. */
function justAfter(ts: string): string {
  const [seconds = '0', micros = '0'] = ts.split('.');
  const next = Number(micros) + 1;
  return next < 1_000_000 ? `${seconds}.${String(next).padStart(6, '0')}` : `${Number(seconds) + 1}.000000`;
}

class LeaseLost extends Error {}
