import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** The same trouble has a room already, in which it goes on: this one ends, and points there. */
export const markDuplicate: Rule<'mark_duplicate'> = (incident, { of, link }, _now, other) => {
  if (of === incident.number) return refuse({ reason: 'duplicate_of_itself' });
  if (incident.phase === 'cancelled') return refuse({ reason: 'already_in_phase', phase: 'cancelled' });
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  if (other !== undefined && !isOpen(other))
    return refuse({ reason: 'other_over', number: of, phase: other.phase, duplicateOf: other.duplicateOf });
  return happened({ type: 'marked_duplicate', of, link });
};
