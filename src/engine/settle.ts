import type { Command } from '../incident/commands.ts';
import type { Incident } from '../incident/incident.ts';
import { outOfReach } from '../incident/out-of-reach.ts';
import type { ClaimedErrand } from '../store/claim-errands.ts';
import { type Attempt, type HeldErrand, holdErrand } from '../store/hold-errand.ts';
import { lockIncident } from '../store/lock-incident.ts';
import { finishErrand, finishQuietly, parkErrand, retryErrand, stampActs } from '../store/settle-errand.ts';
import type { Db } from '../store/tables.ts';
import { backoff } from './backoff.ts';
import type { Changes } from './changes.ts';
import type { Delivered } from './engine.ts';
import { nameOf } from './known.ts';
import type { Parts } from './parts.ts';
import { decideAll } from './unfold.ts';

/** A delivery that threw: a bug, not an answer of Slack's. */
export interface Failed {
  readonly outcome: 'failed';
  readonly why: string;
}

/** Failures in a row after which the incident is told; the errand goes on being tried. */
const toldAfter = 5;
/** Failures in a row after which a delivery that throws is given up. */
const givenUpAfter = 8;

/**
 * Writes down what became of an errand: in one transaction with the commands that Slack's answer amounts to, so that
 * nothing is known to Slack and unknown to us for longer than this takes. Nothing happens when the lease was lost.
 */
export async function settle(
  parts: Parts,
  changes: Changes,
  errand: ClaimedErrand,
  attempt: Attempt,
  result: Delivered | Failed,
): Promise<void> {
  if (result.outcome === 'done' && (result.commands ?? []).length === 0) {
    if (await finishQuietly(parts.store.db, errand, attempt, result.posted ?? null)) return;
  }
  await parts.turns.inTurn(nameOf(errand), async () => {
    const after = await parts.store.db.transaction().execute(async (trx) => {
      const locked = await lockIncident(trx, errand, null);
      const held = await holdErrand(trx, attempt);
      if (locked === null || held === null) return null;
      const commands = await conclude(parts, trx, errand, held, locked.incident, result);
      if (commands.length === 0) return locked.incident;
      const { events, refused } = decideAll(parts.rules, locked.incident, commands, parts.clock.now());
      for (const { command, refusal } of refused)
        parts.log.debug({ 'errand.id': errand.id, command: command.type, refusal: refusal.reason }, 'not taken over');
      return changes.write(trx, locked.incident, events);
    });
    if (after !== null) parts.known.keep(after);
  });
}

/** Settles the errand's own row; returns what the incident must be told. */
async function conclude(
  { clock, random }: Parts,
  trx: Db,
  errand: ClaimedErrand,
  held: HeldErrand,
  incident: Incident,
  result: Delivered | Failed,
): Promise<readonly Command[]> {
  const kind = errand.task.kind;
  const parked = (what: string): Command => ({
    type: 'errand_parked',
    by: 'muster',
    errand: kind,
    why: result.outcome === 'done' ? '' : result.why,
    what,
  });
  if (result.outcome === 'done') {
    const wasTrouble = await finishErrand(trx, errand);
    if (result.posted !== undefined) await stampActs(trx, errand.id, result.posted);
    const recovered: Command[] = wasTrouble ? [{ type: 'errand_recovered', by: 'muster', errand: kind }] : [];
    return [...(result.commands ?? []), ...recovered];
  }
  const afterMs = result.outcome === 'later' ? result.afterMs : null;
  // Waiting for the room to open, or to come back, is no failure, and leaves no trace in Slack.
  const { room } = incident;
  const isCalm = result.outcome === 'later' && result.isCalm === true;
  const waitsForRoom =
    afterMs !== null && (room.channel === null || outOfReach(room) !== null) && kind !== 'open_channel';
  const failures = waitsForRoom || isCalm ? held.failures : held.failures + 1;
  if (result.outcome === 'never' || (result.outcome === 'failed' && failures >= givenUpAfter)) {
    const isNews = await parkErrand(trx, errand, result.why, held.complained);
    return isNews ? [parked(result.outcome === 'never' ? (result.what ?? '') : '')] : [];
  }
  const tell = !held.complained && failures >= toldAfter;
  await retryErrand(trx, errand, {
    dueAt: clock.now() + Math.max(0, afterMs ?? backoff(failures, random)),
    why: result.why,
    failures,
    complained: held.complained || tell,
    tried: !waitsForRoom && !isCalm,
  });
  return tell ? [parked('')] : [];
}
