import { inPlace } from './changes.ts';
import { checkedBefore, unansweredItems } from './checks.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Somebody presses `Contained`: it grows no worse. What was not checked is said, and blocks nothing. */
export const contain: Rule<'contain'> = (incident) => {
  if (incident.phase === 'contained') return refuse({ reason: 'already_in_phase', phase: 'contained' });
  if (incident.phase !== 'identifying')
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying'] });
  return happened({
    type: 'contained',
    unanswered: unansweredItems(incident, checkedBefore.contained),
    ...inPlace(incident),
  });
};
