import { inPlace } from './changes.ts';
import { checkedBefore, unansweredItems } from './checks.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Somebody says that nothing is left to do in the room. It is archived later, once its lesson is settled. */
export const close: Rule<'close'> = (incident) => {
  if (incident.phase === 'closed') return refuse({ reason: 'already_in_phase', phase: 'closed' });
  if (incident.phase !== 'resolved')
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['resolved'] });
  return happened({
    type: 'closed',
    unanswered: unansweredItems(incident, checkedBefore.closed),
    ...inPlace(incident),
  });
};
