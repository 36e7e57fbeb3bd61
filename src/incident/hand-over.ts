import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { handoverLengthMax, offerOf } from './handovers.ts';
import { holdersOf, isOpen } from './incident.ts';
import { rolePolicy, unknownRole } from './role-policy.ts';

/**
 * Who holds a role offers it to somebody, with how things stand. They stay what they are until it is accepted; an
 * offer of the same role to somebody else ends the one before.
 */
export const handOver: Rule<'hand_over'> = (incident, { role, to, by, text }, now) => {
  const whole = text.trim();
  if (rolePolicy(incident, role) === null) return unknownRole(incident, role);
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  const held = holdersOf(incident, role);
  if (!held.some((holding) => holding.user === by)) return refuse({ reason: 'not_held', role, user: by });
  if (to === by) return refuse({ reason: 'handover_to_yourself' });
  if (held.some((holding) => holding.user === to)) return refuse({ reason: 'already_theirs', role, user: to });
  if (whole === '') return refuse({ reason: 'empty', what: 'text' });
  const before = offerOf(incident, role, by);
  const id = Math.max(0, ...(incident.handovers ?? []).map((one) => one.id)) + 1;
  const handover = {
    ...{ id, role, from: by, by, to, at: now, text: cutText(whole, handoverLengthMax) },
    ...({ state: 'open', since: now, why: null, askedAt: now, told: false, request: null } as const),
  };
  return happened(
    ...(before === undefined
      ? []
      : [{ type: 'handover_ended', id: before.id, why: before.to === to ? 'renewed' : 'replaced' } as const]),
    { type: 'handover_offered', handover, whole },
  );
};
