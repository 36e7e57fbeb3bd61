import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** All is over, and the channel that it had adopted is adopted by another incident: coming back, it needs a new room. */
export const passOnRoom: Rule<'pass_on_room'> = (incident) =>
  isOpen(incident) || !incident.room.adopted || incident.room.passedOnAt !== undefined
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_passed_on' });
