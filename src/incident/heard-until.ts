import type { Incident, Instant } from './incident.ts';

/** Until when what is said in its room belongs to it: of a channel that was there before, until all is over; null: always. */
export function heardUntil({ phase, room, times }: Incident): Instant | null {
  return room.adopted && (phase === 'closed' || phase === 'cancelled') ? times.closed : null;
}
