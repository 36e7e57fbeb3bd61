import { type ChangeEvent, pendingOffers, type SystemChange, withOffer, withoutOldestUndone } from './changes.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';

/** What was changed on the systems. An incident of an earlier version has none yet. */
export function evolveChanges(
  incident: Incident,
  event: Extract<IncidentEvent, { type: ChangeEvent['type'] }>,
): Incident {
  switch (event.type) {
    case 'change_logged':
      return { ...incident, changes: [...(incident.changes ?? []), event.change] };
    case 'change_settled':
      return changeChange(incident, event.id, { state: event.state, saidBy: event.by, saidAt: event.at });
    case 'change_offered':
      return { ...incident, offers: withOffer(incident, event.offer) };
    case 'offer_settled': {
      const pending = pendingOffers(incident).filter(({ ts }) => ts !== event.ts);
      return { ...incident, offers: { pending, shown: incident.offers?.shown ?? null } };
    }
  }
}

export function changeChange(incident: Incident, id: number, changes: Partial<SystemChange>): Incident {
  const all = (incident.changes ?? []).map((change) => (change.id === id ? { ...change, ...changes } : change));
  return { ...incident, changes: withoutOldestUndone(all) };
}
