import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/**
 * Slack says that the channel was made private by hand: then so is the incident. There is no way back: what somebody
 * hid is never shown again by itself, also when the channel becomes public.
 */
export const roomMadePrivate: Rule<'room_made_private'> = (incident) =>
  incident.room.channel === null || incident.private
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_made_private', announcement: incident.room.announcement });
