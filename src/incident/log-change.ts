import { isAtWork, workPhases } from './at-work.ts';
import { changeLengthMax, changesInPlace, changesMax, pendingOffers, type SystemChange } from './changes.ts';
import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import type { Incident, Instant, UserId } from './incident.ts';

/** `/incident did 03:10 rolled back to 4.11`: what was changed on the systems, when, by whom. */
export const logChange: Rule<'log_change'> = (incident, command, now) => {
  const whole = command.text.trim().replace(/[\s.]+$/, '');
  if (whole === '') return refuse({ reason: 'empty', what: 'text' });
  if (!isAtWork(incident)) return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: workPhases });
  if (command.happenedAt > now) return refuse({ reason: 'time_ahead', time: 'change' });
  if (changesInPlace(incident).length >= changesMax) {
    return refuse({ reason: 'too_many', what: 'changes', most: changesMax });
  }
  const { source } = command;
  const offered = pendingOffers(incident).filter(
    (offer) => offer.ts === source?.ts && offer.channel === source.channel,
  );
  return happened(
    logged(incident, { ...command, whole }, now),
    ...offered.map(({ ts }): EventBody => ({ type: 'offer_settled', ts })),
  );
};

/** `Undone`, `Keep`, and the way back from a press too early. */
export const settleChange: Rule<'settle_change'> = (incident, { id, state }) => {
  const change = incident.changes?.find((known) => known.id === id);
  if (change === undefined) return refuse({ reason: 'unknown_change', id });
  if (change.state === state) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'change_settled', id, state });
};

interface Told extends Pick<SystemChange, 'who' | 'by' | 'happenedAt' | 'source'> {
  readonly whole: string;
}

export function logged(incident: Incident, told: Told, now: Instant): EventBody {
  const { who, by, happenedAt, source, whole } = told;
  const id = Math.max(0, ...(incident.changes ?? []).map((change) => change.id)) + 1;
  const said: { readonly saidBy: UserId; readonly saidAt: Instant } = { saidBy: by, saidAt: now };
  const change: SystemChange = {
    ...{
      id,
      text: cutText(whole, changeLengthMax),
      who,
      by,
      happenedAt,
      state: 'in_place',
      ...said,
      source,
      line: null,
    },
  };
  return { type: 'change_logged', change, whole };
}
