import type { Room } from './incident.ts';

/** Why the bot can do nothing in the room, as far as it knows; null: it is in it, or there is none yet. */
export function outOfReach({ channel, archivedAt, leftAt = null }: Room): 'archived' | 'left' | null {
  if (channel === null) return null;
  if (archivedAt !== null) return 'archived';
  return leftAt === null ? null : 'left';
}
