import type { EventBody, IncidentEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { openHandovers, whyEnded } from './handovers.ts';
import type { Incident } from './incident.ts';

/** Whatever happens may take away what somebody has offered: the role goes elsewhere, or the incident is over. */
export function endHandovers(before: Incident, events: readonly IncidentEvent[]): readonly EventBody[] {
  if (openHandovers(before).length === 0) return [];
  const after = events.reduce<Incident>(evolve, before);
  return openHandovers(after).flatMap((handover) => {
    const why = whyEnded(after, handover);
    return why === null ? [] : [{ type: 'handover_ended', id: handover.id, why } as const];
  });
}
