import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** A false alarm: it ends without a post-mortem. */
export const cancel: Rule<'cancel'> = (incident, command) => {
  const reason = command.reason.trim();
  if (incident.phase === 'cancelled') return refuse({ reason: 'already_in_phase', phase: 'cancelled' });
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  if (reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return happened({ type: 'cancelled', reason });
};
