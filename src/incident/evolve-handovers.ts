import type { IncidentEvent } from './events.ts';
import { type Handover, type HandoverEvent, withoutOldestHandovers } from './handovers.ts';
import type { Incident } from './incident.ts';

/** What was offered, and what became of it. An incident of an earlier version has none yet. */
export function evolveHandovers(
  incident: Incident,
  event: Extract<IncidentEvent, { type: HandoverEvent['type'] }>,
): Incident {
  const { at: since } = event;
  switch (event.type) {
    case 'handover_offered':
      return { ...incident, handovers: withoutOldestHandovers([...(incident.handovers ?? []), event.handover]) };
    case 'handover_accepted':
      return changeHandover(incident, event.id, { state: 'accepted', since });
    case 'handover_declined':
      return changeHandover(incident, event.id, { state: 'declined', since });
    case 'handover_unanswered':
      return changeHandover(incident, event.id, { told: true });
    case 'handover_asked_again':
      return changeHandover(incident, event.id, { told: false, askedAt: since });
    case 'handover_ended':
      return changeHandover(incident, event.id, { state: 'ended', why: event.why, since });
  }
}

export function changeHandover(incident: Incident, id: number, changes: Partial<Handover>): Incident {
  const handovers = (incident.handovers ?? []).map((one) => (one.id === id ? { ...one, ...changes } : one));
  return { ...incident, handovers: withoutOldestHandovers(handovers) };
}
