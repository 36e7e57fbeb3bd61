import { type ChangeEvent, pendingOffers } from './changes.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';
import { paint, repaintedSections } from './surfaces.ts';

/** One line in the room for each change, edited; what waits for a word stands in one direct message. */
export function changeConsequences(
  incident: Incident,
  event: Extract<IncidentEvent, { type: ChangeEvent['type'] }>,
): readonly Errand[] {
  switch (event.type) {
    case 'change_logged':
    case 'change_settled': {
      const change = event.type === 'change_logged' ? event.change.id : event.id;
      return [paint(`change:${change}`, { kind: 'paint_change', change }), ...repaintedSections(incident, [7])];
    }
    case 'change_offered':
    case 'offer_settled':
      return [paint('offers', { kind: 'paint_offers' })];
  }
}

/** What waits for a word goes to whoever keeps the record now; once nobody is at work nobody is asked. */
export function offersErrands(incident: Incident, event: IncidentEvent): readonly Errand[] {
  if (pendingOffers(incident).length === 0) return [];
  const offers = [paint('offers', { kind: 'paint_offers' })];
  switch (event.type) {
    case 'role_taken':
    case 'role_vacated':
      return event.role === 'scribe' || event.role === 'lead' ? offers : [];
    case 'closed':
    case 'cancelled':
    case 'marked_duplicate':
    case 'reopened':
    case 'undone':
      return offers;
    default:
      return [];
  }
}
