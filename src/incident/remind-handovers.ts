import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { findHandover, openHandovers } from './handovers.ts';
import { isOpen } from './incident.ts';

/** Nobody has answered for the configured time: the leaver hears it, once each time that somebody is asked. */
export const remindHandovers: Rule<'remind_handovers'> = (incident, _command, now) => {
  const ms = incident.policy.handoverAnswerMs ?? null;
  if (ms === null || !isOpen(incident)) return refuse({ reason: 'not_due' });
  const due = openHandovers(incident).filter(({ told, askedAt }) => !told && askedAt + ms <= now);
  return due.length === 0
    ? refuse({ reason: 'not_due' })
    : happened(...due.map(({ id }) => ({ type: 'handover_unanswered', id }) as const));
};

/** `Ask again`: the same person hears of it once more, and has as long again. */
export const askHandoverAgain: Rule<'ask_handover_again'> = (incident, { id, by }) => {
  const handover = findHandover(incident, id);
  if (handover === undefined) return refuse({ reason: 'unknown_handover' });
  if (handover.from !== by) return refuse({ reason: 'not_your_handover', user: handover.from });
  if (handover.state !== 'open') return refuse({ reason: 'handover_settled', state: handover.state });
  // Asked a moment ago, and not answered in vain yet: the second click of two.
  return handover.told ? happened({ type: 'handover_asked_again', id }) : refuse({ reason: 'nothing_changed' });
};

/** Slack delivers nothing to them. */
export const handoverUnreachable: Rule<'handover_unreachable'> = (incident, { id }) =>
  findHandover(incident, id)?.state === 'open'
    ? happened({ type: 'handover_ended', id, why: 'taker_left' })
    : refuse({ reason: 'nothing_changed' });
