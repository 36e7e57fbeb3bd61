import type { Command } from '../incident/commands.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import { otherOf } from '../incident/other-of.ts';
import type { Change } from '../store/write-changes.ts';
import type { Outcome } from './engine.ts';
import type { Rules } from './rules.ts';
import { opensRoom, unfold } from './unfold.ts';

export interface Asked {
  readonly command: Command;
  /** Names the request; null: not to be remembered. */
  readonly key: string | null;
}

export interface DecidedTogether {
  /** Of the first so many that were asked, in their order; the rest must be decided after these are written. */
  readonly outcomes: readonly Outcome[];
  /** All that they change, in one; it holds only on the version that was decided on. Null: all of them were refused. */
  readonly change: Change | null;
  /** Requests that were refused: they only must not have been performed before. */
  readonly keysOfRefused: readonly string[];
}

/**
 * Decides commands one after the other, each on what the one before it made, and makes one change of all. It ends before
 * a command that must be performed alone: one that changes nothing or that opens the room (both take a second
 * statement), one that depends on another incident, one that fails, and a request that is among these already.
 */
export function decideTogether(rules: Rules, before: Incident, asked: readonly Asked[], now: Instant): DecidedTogether {
  const outcomes: Outcome[] = [];
  const keys = new Set<string>();
  const keysOfRefused = new Set<string>();
  let incident = before;
  let change: Change | null = null;
  for (const { command, key } of asked) {
    if (key !== null && (keys.has(key) || keysOfRefused.has(key))) break;
    const next = decideOne(rules, incident, command, now);
    if (next === null) break;
    outcomes.push(next.outcome);
    if (key !== null) (next.unfolded === null ? keysOfRefused : keys).add(key);
    if (next.unfolded === null) continue;
    incident = next.outcome.incident;
    change = after(change, { ...next.unfolded, was: before.version, keys: [], keysOfRefused: [], asked: null });
  }
  const refused = [...keysOfRefused];
  return {
    outcomes,
    change: change === null ? null : { ...change, keys: [...keys], keysOfRefused: refused },
    keysOfRefused: refused,
  };
}

/** Null: it must be performed alone. */
function decideOne(rules: Rules, incident: Incident, command: Command, now: Instant) {
  if (otherOf(command) !== null) return null;
  try {
    const decision = rules.decide(incident, command, now);
    if ('refused' in decision)
      return { outcome: { kind: 'refused' as const, incident, refusal: decision.refused }, unfolded: null };
    const { events } = decision;
    if (events.length === 0 || opensRoom(events)) return null;
    const unfolded = unfold(rules, incident, events);
    return { outcome: { kind: 'done' as const, incident: unfolded.incident, events }, unfolded };
  } catch {
    // A bug: performed alone, it fails for who asked, and for nobody else.
    return null;
  }
}

/** Both changes as one: the state and the alarms of the second, the record and the errands of both. */
function after(first: Change | null, second: Change): Change {
  if (first === null) return second;
  const offset = first.errands.length;
  const moved = second.entries.map((act) => (act.errand === null ? act : { ...act, errand: act.errand + offset }));
  return {
    ...second,
    entries: [...first.entries, ...moved],
    errands: [...first.errands, ...second.errands],
  };
}
