import { randomUUID } from 'node:crypto';
import { type Instant, isOpen } from '../incident/incident.ts';
import { askAllMendings, askMending, keepRhythm } from '../store/ask-mending.ts';
import {
  finishMending,
  type MendingFound,
  type Progress,
  putOffMending,
  readReport,
  type TakenMending,
  takeMending,
} from '../store/mending.ts';
import { readIncident } from '../store/read-incidents.ts';
import { backoff } from './backoff.ts';
import { beginReading, settlingMs } from './begin-reading.ts';
import type { Changes } from './changes.ts';
import type { IncidentRef } from './engine.ts';
import type { History } from './history.ts';
import { instantOf, mendRoom } from './mend-room.ts';
import { reportOf } from './mending-report.ts';
import type { MendingRhythm } from './mending-rhythm.ts';
import { createMendingWaiters, type Tell } from './mending-waiters.ts';
import type { Parts } from './parts.ts';
import { wantedMendings } from './wanted-mendings.ts';

export interface Mender {
  /** Asks for a room's record to be compared, now; false when the incident has no room. */
  ask(ref: IncidentRef, more: { readonly everyThread: boolean; readonly tell?: Tell }): Promise<boolean>;
  /** The same for all rooms, after events may have been lost; kept in mind while the database is away. */
  askAll(workspace: string, afterMs?: number): void;
  nudge(): void;
  /** Whether there is something to look for that no table tells: what was asked for in memory, or the next look round. */
  isLookDue(): boolean;
  /** When what was asked for in memory is due; null: nothing was. */
  wantedAt(): Instant | null;
  /** Reads everything that is due; resolves when nothing of ours is under way. */
  idle(): Promise<void>;
  /** Takes no more rooms and waits for pages under way, at most `ms`. */
  stop(ms: number): Promise<void>;
}

export interface MenderOptions {
  readonly rhythm: MendingRhythm;
  readonly leaseMs: number;
  /** Told what each finished reading found: for the figures. */
  readonly onMended?: (found: MendingFound) => void;
}

/** Rooms read side by side: a channel with a long past must not keep the others waiting. */
const roomsAtOnce = 3;
/** Failures in a row after which the record says that it cannot be compared. */
const toldAfter = 5;
/** How often rooms without a rhythm are looked for. */
const lookMs = 10_000;

/** Compares the records of rooms with Slack's history, room by room, each by one process at a time. */
export function createMender(
  parts: Parts,
  changes: Changes,
  history: History,
  { rhythm, leaseMs, onMended = () => {} }: MenderOptions,
): Mender {
  const { store, clock, log, random } = parts;
  const { everyMs, pastMs } = rhythm;
  const wanted = wantedMendings();
  const waiters = createMendingWaiters();
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function ask(ref: IncidentRef, more: { readonly everyThread: boolean; readonly tell?: Tell }) {
    const { everyThread, tell } = more;
    const asked = await askMending(store.db, ref, { dueAt: clock.now(), everyThread, pastMs });
    if (asked !== null && tell !== undefined) waiters.add({ asked, ref, tell });
    nudge();
    return asked !== null;
  }

  function askAll(workspace: string, afterMs = settlingMs): void {
    wanted.add(workspace, clock.now() + afterMs);
    nudge();
  }

  function nudge(): void {
    if (!stopped) void parts.absence.during('could not look for rooms to compare', look);
  }

  /** One look at a time: a nudge during a look means another look after it. */
  function look(): Promise<void> {
    if (stopped) return Promise.resolve();
    lookAgain = true;
    looking ??= (async () => {
      try {
        while (lookAgain && !stopped) {
          lookAgain = false;
          await writeWanted();
          await takeRooms();
          await lookForAnswers();
        }
      } finally {
        looking = null;
      }
    })();
    return looking;
  }

  const isLookRoundDue = () => clock.now() - lookedAt >= lookMs;
  const wantedAt = () => (waiters.refs.length > 0 ? clock.now() : wanted.nextAt());
  const isLookDue = () => isLookRoundDue() || (wantedAt() ?? Number.POSITIVE_INFINITY) <= clock.now();

  async function writeWanted(): Promise<void> {
    const now = clock.now();
    for (const workspace of wanted.due(now))
      await askAllMendings(store.db, workspace, { dueAt: now, everyThread: false, pastMs });
    wanted.written(now);
    if (!isLookRoundDue()) return;
    lookedAt = clock.now();
    await keepRhythm(store.db, { dueAt: clock.now() + everyMs, pastMs });
  }

  async function takeRooms(): Promise<void> {
    while (underWay.size < roomsAtOnce && !stopped) {
      const room = await takeMending(store.db, { leasedBy: randomUUID(), leaseMs, now: clock.now() });
      if (room === null) return;
      const work = readRoom(room).finally(() => {
        underWay.delete(work);
        nudge();
      });
      underWay.add(work);
    }
  }

  /** Reads a room to its end, or until it must wait. */
  async function readRoom(room: TakenMending): Promise<void> {
    const about = { workspace: room.workspace, 'incident.number': room.number };
    let { progress } = room;
    try {
      const incident = await readIncident(store.db, room.workspace, room.number);
      progress ??= beginReading(room, incident, clock.now());
      // An incident that was opened again has another room by then.
      if (incident?.room.channel !== room.channel) return await leave(room, progress);
      for (;;) {
        if (stopped) return await putOff(room, progress, clock.now(), 'stopped', room.failures);
        const step = await mendRoom(parts, history, room, leaseMs, progress);
        if (step.kind === 'lost') return;
        progress = step.progress;
        if (step.kind === 'ended') return await finish(room, progress, step.why);
        if (step.kind === 'later') {
          const failures = step.afterMs === null ? room.failures + 1 : room.failures;
          const dueAt = clock.now() + (step.afterMs ?? backoff(failures, random));
          return await putOff(room, progress, dueAt, step.why, failures);
        }
        await showProgress(room, progress);
      }
    } catch (error) {
      if (!parts.absence.isWhy(error)) log.error({ ...about, err: error }, 'a record could not be compared');
      const failures = room.failures + 1;
      // With the database away this fails too: then the lease runs out, and the reading goes on where it stands.
      const begun = progress ?? beginReading(room, null, clock.now());
      await putOff(room, begun, clock.now() + backoff(failures, random), 'failed', failures).catch(() => {});
    }
  }

  async function putOff(room: TakenMending, progress: Progress, dueAt: Instant, why: string, failures: number) {
    const isNews = failures >= toldAfter && room.trouble !== why;
    if (isNews) await say(room, progress, why);
    await putOffMending(store.db, room, { dueAt, failures, trouble: isNews ? why : room.trouble });
    await waiters.tell(room, Number.POSITIVE_INFINITY, { kind: 'put_off', why });
  }

  async function finish(room: TakenMending, progress: Progress, why: string | null): Promise<void> {
    const report = reportOf(progress, why, await startOf(room));
    const { missing, changed, vanished, marks } = report.found;
    const incident = await readIncident(store.db, room.workspace, room.number);
    // The rule says whether a reading that found nothing is worth a line.
    const doubted = incident?.room.doubtedUntil ?? null;
    const isNews = why === null ? missing + changed + vanished + marks > 0 || doubted !== null : room.trouble !== why;
    if (incident?.room.past?.done === false && why === null) await showPast(room, progress, true);
    else if (isNews) await say(room, progress, why);
    const now = clock.now();
    const nextAt = incident !== null && isOpen(incident) ? now + everyMs : null;
    const end = { asked: progress.asked, report, trouble: why, now, nextAt };
    if (!(await finishMending(store.db, room, end))) return;
    onMended(report.found);
    await waiters.tell(room, progress.asked, { kind: 'ended', report });
  }

  async function leave(room: TakenMending, progress: Progress): Promise<void> {
    const report = room.report ?? reportOf(progress, 'room_left', clock.now());
    await finishMending(store.db, room, { ...room, report, now: clock.now(), nextAt: null });
  }

  async function startOf(room: TakenMending): Promise<Instant> {
    if (room.since !== '0') return instantOf(room.since);
    return (await readIncident(store.db, room.workspace, room.number))?.times.declared ?? clock.now();
  }

  /** On the record: what was found, or that it could not be compared. Once, whoever repeats it. */
  async function say(room: TakenMending, progress: Progress, why: string | null): Promise<void> {
    const { from, to, found } = reportOf(progress, why, await startOf(room));
    const key = `mend:${room.channel}:${progress.asked}:${progress.startedAt}:${why ?? ''}`;
    await changes.perform(room, { type: 'check_record', by: 'muster', from, to, found, why }, key);
  }

  async function showProgress(room: TakenMending, progress: Progress): Promise<void> {
    await waiters.tell(room, progress.asked, { kind: 'progress', read: progress.read });
    const { past } = (await readIncident(store.db, room.workspace, room.number))?.room ?? {};
    if (past?.done === false) await showPast(room, progress, false);
  }

  /** An adopted channel: the briefing shows how far its past is read. */
  async function showPast(room: TakenMending, { found, oldest }: Progress, done: boolean): Promise<void> {
    const since = oldest === null ? null : instantOf(oldest);
    await changes.perform(room, { type: 'read_past', by: 'muster', read: found.missing, since, done }, null);
  }

  /** Another process may have read the room for which somebody waits here. */
  async function lookForAnswers(): Promise<void> {
    for (const ref of waiters.refs) {
      const known = await readReport(store.db, ref);
      if (known?.report) await waiters.tell(ref, known.answered, { kind: 'ended', report: known.report });
    }
  }

  async function idle(): Promise<void> {
    do {
      await look();
      await Promise.all(underWay);
    } while (underWay.size > 0 || looking !== null);
  }

  /** Lets pages that are under way be written down; what Slack does not answer in time is left to the lease. */
  async function stop(ms: number): Promise<void> {
    stopped = true;
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    await Promise.race([Promise.all([looking?.catch(() => {}), ...underWay]), patience]);
    clearTimeout(timer);
  }

  return { ask, askAll, nudge, isLookDue, wantedAt, idle, stop };
}
