import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** The same trouble has a room already: this one ends, and points there. */
export const markDuplicate: Rule<'mark_duplicate'> = (incident, { of, link }) => {
  if (of === incident.number) return refuse({ reason: 'duplicate_of_itself' });
  if (incident.phase === 'cancelled') return refuse({ reason: 'already_in_phase', phase: 'cancelled' });
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  return happened({ type: 'marked_duplicate', of, link });
};
