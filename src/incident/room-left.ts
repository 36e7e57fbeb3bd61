import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/**
 * Slack says that the bot was taken out of the room at some time. Archiving does that too, and is told by itself; what
 * comes late, after the bot was asked in again or the channel got another id, is over.
 */
export const roomLeft: Rule<'room_left'> = ({ room }, { leftAt, channel }) =>
  room.channel !== channel || room.archivedAt !== null || isOut(room.leftAt) || leftAt < (room.rejoinedAt ?? 0)
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_left', leftAt });

/** It was asked in again: what it did not hear meanwhile has a beginning and an end. */
export const roomRejoined: Rule<'room_rejoined'> = ({ room }) =>
  isOut(room.leftAt) ? happened({ type: 'room_rejoined', leftAt: room.leftAt }) : refuse({ reason: 'nothing_changed' });

function isOut(leftAt: number | null | undefined): leftAt is number {
  return leftAt !== null && leftAt !== undefined;
}
