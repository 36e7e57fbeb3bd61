import type { TaskKind } from '../incident/errands.ts';
import type { Incident } from '../incident/incident.ts';
import { type ClaimedErrand, claimErrands } from '../store/claim-errands.ts';
import { claimRounds } from '../store/claim-rounds.ts';
import { giveBackErrands } from '../store/free-leases.ts';
import { keepForErrand, renewLease } from '../store/hold-errand.ts';
import type { Changes } from './changes.ts';
import type { Deliver, Delivered } from './engine.ts';
import { nextRounds } from './next-rounds.ts';
import type { Parts } from './parts.ts';
import { type Failed, settle } from './settle.ts';

export interface Worker {
  /** Looks for work now; errors are logged, the next look tries again. */
  nudge(): void;
  /** Takes and does everything that is due; resolves when nothing of ours is under way. */
  idle(): Promise<void>;
  /** Takes no more work and waits for what is under way, at most `ms`. */
  stop(ms: number): Promise<void>;
}

export interface WorkerOptions {
  readonly id: string;
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly deliver: Deliver;
  /** Errands of this kind alone; all unless told. */
  readonly only?: TaskKind;
}

/** No delivery takes this long (Slack's time-outs are far shorter): one that does has lost its way, and its slot is freed. */
const longestMs = 120_000;
/** Between looks that find nothing: in a room under fire each change asks for one, while its paints wait for Slack's limits. */
const gapMs = 20;

/** Takes errands from the outbox and has them delivered, several at once. */
export function createWorker(parts: Parts, changes: Changes, options: WorkerOptions): Worker {
  const { store, clock, log } = parts;
  const underWay = new Map<number, Promise<void>>();
  const stopping = new AbortController();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  /** When a look last found nothing (real time); the next one that is asked for waits a little. */
  let foundNothingAt = Number.NEGATIVE_INFINITY;
  let soon: NodeJS.Timeout | null = null;
  /** Under way, rounds left out. */
  let alone = 0;

  /** One look at a time: a nudge during a look means another look after it. */
  function look(): Promise<void> {
    // Stopped, the look below would end before it is assigned, and `looking` would name it for ever.
    if (stopping.signal.aborted) return Promise.resolve();
    lookAgain = true;
    looking ??= (async () => {
      try {
        while (lookAgain && !stopping.signal.aborted) {
          lookAgain = false;
          await take();
        }
      } finally {
        looking = null;
      }
    })();
    return looking;
  }

  async function take(): Promise<void> {
    const { id, leaseMs, only } = options;
    const now = clock.now();
    const limit = Math.max(0, options.concurrency - alone);
    const claimed = await claimErrands(store.db, { id, limit, leaseMs, now, only });
    let count = claimed.errands.length;
    await begin(claimed.errands);
    for (const workspace of claimed.rounds) {
      if (stopping.signal.aborted) return;
      const rounds = await claimRounds(store.db, workspace, { id, leaseMs, now }, nextRounds);
      count += rounds.length;
      for (const { errands, incident } of rounds) await begin(errands, incident);
    }
    foundNothingAt = count === 0 ? performance.now() : Number.NEGATIVE_INFINITY;
  }

  async function begin(errands: readonly ClaimedErrand[], incident?: Incident): Promise<void> {
    if (stopping.signal.aborted && errands.length > 0) {
      // Stopped while the database looked: another process need not wait for a lease of which nothing came.
      const ids = errands.map((errand) => errand.id);
      return giveBackErrands(store.db, options.id, ids);
    }
    // Rounds need no slot: Slack's limits say how many there are, and one must not wait for half of its slots.
    const slot = incident === undefined ? 1 : 0;
    for (const errand of errands) {
      alone += slot;
      const work = run(errand, incident).finally(() => {
        alone -= slot;
        underWay.delete(errand.id);
        nudge();
      });
      underWay.set(errand.id, work);
    }
  }

  function nudge(): void {
    if (stopping.signal.aborted || soon !== null) return;
    const waitMs = foundNothingAt + gapMs - performance.now();
    if (waitMs > 0) {
      soon = setTimeout(() => {
        soon = null;
        lookNow();
      }, waitMs);
    } else lookNow();
  }

  function lookNow(): void {
    if (!stopping.signal.aborted) void parts.absence.during('could not look for errands', look);
  }

  async function run(errand: ClaimedErrand, incident?: Incident): Promise<void> {
    const attempt = { id: errand.id, worker: options.id, attempt: errand.attempt };
    const lost = new AbortController();
    const begunAt = performance.now();
    const renewal = setInterval(() => {
      renewLease(store.db, attempt, options.leaseMs).then(
        (ours) => ours || lost.abort(),
        () => {}, // The next renewal tries again; the lease outlasts two misses.
      );
    }, options.leaseMs / 3);
    const about = {
      'errand.id': errand.id,
      'errand.kind': errand.task.kind,
      workspace: errand.workspace,
      'incident.number': errand.number,
      attempt: errand.attempt,
    };
    try {
      const signal = AbortSignal.any([stopping.signal, lost.signal]);
      const result = await attemptOnce(errand, incident, attempt, signal, about);
      await settleSurely(errand, attempt, result);
      log.debug({ ...about, outcome: result.outcome, duration_ms: Math.round(performance.now() - begunAt) }, 'errand');
    } catch (error) {
      // It stays ours until the lease ends, and is then tried again.
      log.error({ ...about, err: error }, 'an errand could not be settled');
    } finally {
      clearInterval(renewal);
    }
  }

  async function attemptOnce(
    errand: ClaimedErrand,
    incident: Incident | undefined,
    attempt: Parameters<typeof keepForErrand>[1],
    signal: AbortSignal,
    about: object,
  ): Promise<Delivered | Failed> {
    let kept = errand.kept;
    const job = {
      id: String(errand.id),
      ref: { workspace: errand.workspace, number: errand.number },
      errand: { sort: errand.sort, surface: errand.surface, task: errand.task },
      ...(incident === undefined ? {} : { incident }),
      since: errand.since,
      attempt: errand.attempt,
      get kept() {
        return kept;
      },
      keep: async (more: Readonly<Record<string, unknown>>) => {
        if (!(await keepForErrand(store.db, attempt, more))) throw new Error('the errand is in other hands');
        kept = { ...kept, ...more };
      },
      signal,
    };
    const { promise: lostItsWay, reject } = Promise.withResolvers<never>();
    const limit = setTimeout(() => reject(new Error('a delivery did not end')), longestMs);
    try {
      return await Promise.race([options.deliver(job), lostItsWay]);
    } catch (error) {
      if (stopping.signal.aborted) return { outcome: 'later', afterMs: 0, why: 'stopped' };
      log.error({ ...about, err: error }, 'a delivery failed');
      return { outcome: 'failed', why: error instanceof Error ? error.name : 'error' };
    } finally {
      clearTimeout(limit);
    }
  }

  /** Slack has done it already: rather ask the database a few times than have it done twice. */
  async function settleSurely(
    errand: ClaimedErrand,
    attempt: Parameters<typeof settle>[3],
    result: Delivered | Failed,
  ): Promise<void> {
    for (let left = 3; ; left -= 1) {
      try {
        return await settle(parts, changes, errand, attempt, result);
      } catch (error) {
        if (left > 1 && !stopping.signal.aborted) {
          await new Promise((resolve) => setTimeout(resolve, Math.min(options.leaseMs / 10, 250)));
          continue;
        }
        if (result.outcome === 'failed' || result.outcome === 'later') throw error;
        // Its commands may be what fails: as a failure without them it backs off and is given up in the end.
        const failed: Failed = { outcome: 'failed', why: error instanceof Error ? error.name : 'error' };
        log.error({ 'errand.id': errand.id, err: error }, 'the answer to an errand was not taken over');
        return await settle(parts, changes, errand, attempt, failed);
      }
    }
  }

  async function idle(): Promise<void> {
    do {
      await look();
      // Stopped, it looks no more; a look of before may still be on its way, and would wait for us if we did not for it.
      await looking;
      await Promise.all(underWay.values());
    } while (underWay.size > 0 || looking !== null);
  }

  async function stop(ms: number): Promise<void> {
    stopping.abort();
    if (soon !== null) clearTimeout(soon);
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const ended = (async () => {
      await looking?.catch(() => {});
      await Promise.all(underWay.values());
    })();
    await Promise.race([ended, patience]);
    clearTimeout(timer);
  }

  return { nudge, idle, stop };
}
