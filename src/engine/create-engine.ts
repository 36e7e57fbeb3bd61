import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Instant } from '../incident/incident.ts';
import { countBacklog, workLeft } from '../store/count-backlog.ts';
import { dueAlarms } from '../store/due-alarms.ts';
import { isAway } from '../store/is-away.ts';
import { isSaying } from '../store/is-saying.ts';
import type { Store } from '../store/open-store.ts';
import { readPeople, writePerson } from '../store/people.ts';
import { readEntries, readEntryAt, readKeyEventAt, readParticipants, streamEntries } from '../store/read-entries.ts';
import { readOpenIncidents, readOpenTriages, readRecentIncidents } from '../store/read-incidents.ts';
import { readPresence } from '../store/read-presence.ts';
import { forgetKeys } from '../store/remember-key.ts';
import { removePast } from '../store/remove-past.ts';
import { createAbsence } from './absence.ts';
import { createChanges } from './changes.ts';
import type { Clock, Deliver, Engine } from './engine.ts';
import { followChannel } from './follow-channel.ts';
import { hear } from './hear.ts';
import type { History } from './history.ts';
import { createKnown } from './known.ts';
import { createLookUp } from './look-up.ts';
import { createMender, type Mender, type MenderOptions } from './mender.ts';
import { type MendingRhythm, usualRhythm } from './mending-rhythm.ts';
import type { Parts } from './parts.ts';
import { recordMessages } from './record-messages.ts';
import type { Rules } from './rules.ts';
import { createTurns } from './turns.ts';
import { withinBudget } from './within-budget.ts';
import { createWorker, type Worker } from './worker.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often to look for due errands and alarms that nobody announced (real time). */
  readonly pollMs?: number;
  /** How many errands at once. */
  readonly concurrency?: number;
  /** How long an errand stays with a process that gives no sign of life: longer than two Slack time-outs, under 30 s. */
  readonly leaseMs?: number;
  readonly random?: () => number;
  /** How long the record of a closed incident is kept; null: for ever. */
  readonly keepMs?: number | null;
  /** How often records are compared with the history, and how far back an adopted channel's goes. */
  readonly rhythm?: MendingRhythm;
  /** Told what each comparison with the history found. */
  readonly onMended?: MenderOptions['onMended'];
  /** How long somebody waits for a change at most. */
  readonly answerMs?: number;
}

const hourMs = 60 * 60 * 1_000;

/**
 * How long the keys of requests and events are remembered. Slack repeats an event for minutes, with its setting
 * "Delayed Events" every hour for a day (docs.slack.dev/apis/events-api).
 */
const keysLastMs = 72 * hourMs;
const dayMs = 24 * hourMs;
/** Incidents whose record goes in one sweep: alarms wait meanwhile. */
const mostRemoved = 20;

export function createEngine(options: EngineOptions): Engine {
  const { store, clock, log, rules, pollMs = 500, concurrency = 8, leaseMs = 20_000 } = options;
  const { random = Math.random, answerMs = 2_800, keepMs = null, rhythm = usualRhythm } = options;
  const figures = options.onMended === undefined ? {} : { onMended: options.onMended };
  const turns = createTurns();
  const known = createKnown();
  const messages = recordMessages({ store, clock });
  const absence = createAbsence(log, () => clock.now());
  const parts: Parts = { store, rules, clock, log, absence, turns, known, messages, random, answerMs };
  const changes = createChanges(parts);
  const lookUp = createLookUp(parts);
  let worker: Worker | null = null;
  let mender: Mender | null = null;
  let poll: NodeJS.Timeout | null = null;
  let prunedAt = Number.NEGATIVE_INFINITY;
  let removedAt = Number.NEGATIVE_INFINITY;
  let sweeping: Promise<number> | null = null;

  function nudgeWorker(): void {
    worker?.nudge();
  }

  /** Whoever wants a comparison tells the mender; a change brings it no work. */
  function nudge(): void {
    nudgeWorker();
    mender?.nudge();
  }

  const isPruningDue = () => clock.now() - prunedAt > hourMs;
  const isRemovalDue = () => keepMs !== null && clock.now() - removedAt >= dayMs;

  /** Fires the alarms that are due; returns how many. One sweep at a time. */
  function sweep(): Promise<number> {
    sweeping ??= (async () => {
      try {
        const due = await dueAlarms(store.db, clock.now(), 100);
        for (const alarm of due) await changes.fire(alarm);
        if (isPruningDue()) {
          prunedAt = clock.now();
          await forgetKeys(store.db, clock.now() - keysLastMs);
        }
        await removeOld();
        if (due.length > 0) nudge();
        return due.length;
      } finally {
        sweeping = null;
      }
    })();
    return sweeping;
  }

  /** Once a day, what was closed longer ago than it is to be kept; the rest of a long list in the next sweeps. */
  async function removeOld(): Promise<void> {
    const now = clock.now();
    if (keepMs === null || !isRemovalDue()) return;
    const removed = await removePast(store.db, now - keepMs, now, mostRemoved);
    if (removed < mostRemoved) removedAt = now;
    if (removed > 0) log.info({ 'incidents.removed': removed }, 'records whose time of keeping is over were removed');
  }

  /** Stopped meanwhile, the rest is left to the next start; what a lost connection cut off is looked at again. */
  async function drained(): Promise<Instant | null> {
    const mine = worker;
    if (mine === null) throw new Error('the engine was not started');
    for (let rounds = 0; mine === worker; rounds += 1) {
      // Another process is at work, or died: its lease will tell.
      if (rounds > 1) await new Promise((resolve) => setTimeout(resolve, 5));
      const isFirst = rounds === 0;
      try {
        const left = await workLeft(store.db, clock.now());
        const isTidying = isFirst && (isPruningDue() || isRemovalDue());
        const isMending = mender !== null && (left.mending || (isFirst && mender.isLookDue()));
        if (!left.errands && !left.alarms && !isMending && !isTidying) return earlier(left.nextAt, mender?.wantedAt());
        if (left.alarms || isTidying) await sweep();
        await mine.idle();
        if (isMending) await mender?.idle();
      } catch (error) {
        if (mine === worker && !isAway(error)) throw error;
      }
    }
    return null;
  }

  return {
    declare: (command, key) => changes.declare(command, key).finally(nudgeWorker),
    perform: (ref, command, key = null) => changes.perform(ref, command, key).finally(nudgeWorker),
    hear: async (workspace, key, heard, errands = []) => {
      const outcome = await hear(parts, workspace, key, heard, errands);
      if (errands.length > 0 || heard.kind === 'mark' || heard.secrets !== undefined) nudgeWorker();
      return outcome;
    },
    followChannel: (workspace, key, change) =>
      followChannel(parts, changes, workspace, key, change).finally(nudgeWorker),
    incident: ({ workspace, number }) => lookUp({ workspace, number }),
    incidentIn: (workspace, channel) => lookUp({ workspace, channel }),
    openIncidents: (workspace) => readOpenIncidents(store.db, workspace),
    openTriages: (workspace) => readOpenTriages(store.db, workspace),
    recentIncidents: (workspace, limit) => readRecentIncidents(store.db, workspace, limit),
    entries: (ref, which, limit) => readEntries(store.db, ref, limit === undefined ? { which } : { which, limit }),
    streamEntries: (ref) => streamEntries(store.db, ref),
    entryAt: (workspace, message) => readEntryAt(store.db, workspace, message),
    isKeyEvent: (workspace, message) => readKeyEventAt(store.db, workspace, message),
    isSaying: (ref) => isSaying(store.db, ref),
    participants: (ref) => readParticipants(store.db, ref),
    presence: (ref, users) => readPresence(store.db, ref, users),
    person: async (workspace, user) => (await readPeople(store.db, workspace, [user])).get(user) ?? null,
    people: (workspace, users) => readPeople(store.db, workspace, users),
    rememberPerson: (workspace, person) => writePerson(store.db, workspace, person),
    mend: async (ref, how) => mender !== null && (await mender.ask(ref, how)),
    mendAll: (workspace, afterMs) => mender?.askAll(workspace, afterMs),
    mailEarly: (deliver) => {
      const early = createWorker(parts, changes, {
        id: randomUUID(),
        concurrency: 1,
        leaseMs,
        deliver,
        only: 'send_card',
      });
      const looks = setInterval(early.nudge, pollMs);
      early.nudge();
      return async () => {
        clearInterval(looks);
        await early.stop(5_000);
      };
    },
    start: (deliver: Deliver, history?: History) => {
      if (worker !== null) throw new Error('the engine was started before');
      worker = createWorker(parts, changes, { id: randomUUID(), concurrency, leaseMs, deliver });
      if (history !== undefined)
        mender = createMender(parts, changes, withinBudget(parts, history), { rhythm, leaseMs, ...figures });
      poll = setInterval(() => {
        void absence.during('could not look for alarms', sweep);
        nudge();
      }, pollMs);
      nudge();
    },
    stop: async () => {
      if (poll !== null) clearInterval(poll);
      poll = null;
      await sweeping?.catch(() => {});
      await mender?.stop(5_000);
      mender = null;
      await worker?.stop(5_000);
      worker = null;
    },
    drained,
    backlog: () => countBacklog(store.db),
  };
}

function earlier(one: Instant | null, other: Instant | null | undefined): Instant | null {
  const times = [one, other].filter((at) => at !== null && at !== undefined);
  return times.length === 0 ? null : Math.min(...times);
}
