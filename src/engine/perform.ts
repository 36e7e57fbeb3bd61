import type { Command } from '../incident/commands.ts';
import type { Incident } from '../incident/incident.ts';
import { isAway } from '../store/is-away.ts';
import { standsAt } from '../store/stands-at.ts';
import { type Change, type Written, writeChanges } from '../store/write-changes.ts';
import { type Asked, type DecidedTogether, decideTogether } from './decide-together.ts';
import type { IncidentRef, Outcome } from './engine.ts';
import { nameOf } from './known.ts';
import type { Parts } from './parts.ts';
import { createTogether } from './together.ts';
import { withinTime } from './turns.ts';

export type Perform = (ref: IncidentRef, command: Command, key: string | null) => Promise<Outcome>;

interface Waiting extends Asked {
  /** Who asked has given up: what has not begun does not begin. */
  readonly tooLate: () => boolean;
  readonly answer: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Changes that go into one statement at most: a state takes about 20 KB. */
const mostIncidents = 20;
/** Commands of one incident that do. */
const mostCommands = 200;

/**
 * Performs commands. Those that wait for the same incident are decided together on what this process knows of it, and
 * written in one statement, along with those of other incidents; it holds only if nobody else changed the incident
 * meanwhile. What does not hold is performed alone, under the lock (`performLocked`), and so is what must be.
 */
export function createPerform(parts: Parts, performLocked: Perform): Perform {
  const { store, rules, clock, turns, known, answerMs } = parts;
  const lines = new Map<string, Waiting[]>();
  const writing = createTogether<Change, Written>({
    most: mostIncidents,
    // A second, so that a row that another process holds does not hold up all rooms.
    atOnce: store.kind === 'postgres' ? 2 : 1,
    nameOf: ({ incident }) => nameOf(incident),
    doAll: (changes) => writeChanges(store.db, changes, clock.now()),
    isOfOne: (error) => !isAway(error),
  });

  function perform(ref: IncidentRef, command: Command, key: string | null): Promise<Outcome> {
    return withinTime(answerMs, (tooLate) => {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
      const name = nameOf(ref);
      const mine: Waiting = { command, key, tooLate, answer: resolve, fail: reject };
      const line = lines.get(name);
      if (line !== undefined && line.length < mostCommands) line.push(mine);
      else {
        const begun = [mine];
        lines.set(name, begun);
        void turns.inTurn(name, () => {
          if (lines.get(name) === begun) lines.delete(name);
          return performAll(ref, begun);
        });
      }
      return promise;
    });
  }

  async function performAll(ref: IncidentRef, line: readonly Waiting[]): Promise<void> {
    let left = line;
    while (left.length > 0) {
      left = left.filter(({ tooLate }) => !tooLate());
      const before = known.find(ref);
      const decided = before === null ? null : decideTogether(rules, before, left, clock.now());
      const count = decided?.outcomes.length ?? 0;
      try {
        if (before !== null && decided !== null && count > 0 && (await holds(before, decided))) {
          for (const [place, { answer }] of left.slice(0, count).entries()) answer(decided.outcomes[place] as Outcome);
          left = left.slice(count);
          continue;
        }
      } catch (error) {
        if (isAway(error)) {
          for (const { fail } of left) fail(error);
          return;
        }
        // One of them cannot be written: performed alone, it fails no other.
      }
      known.forget(ref);
      const [first, ...others] = left;
      if (first !== undefined) await performAlone(ref, first);
      left = others;
    }
  }

  /** Whether what was decided on memory stands; then it is written. */
  async function holds(before: Incident, { change, keysOfRefused }: DecidedTogether): Promise<boolean> {
    if (change === null) return standsAt(store.db, before, keysOfRefused);
    const { written } = await writing.add(change);
    if (written) known.keep(change.incident);
    return written;
  }

  async function performAlone(ref: IncidentRef, { command, key, tooLate, answer, fail }: Waiting): Promise<void> {
    if (tooLate()) return;
    try {
      const outcome = await performLocked(ref, command, key);
      if (outcome.kind !== 'not_found') known.keep(outcome.incident);
      answer(outcome);
    } catch (error) {
      fail(error);
    }
  }

  return perform;
}
