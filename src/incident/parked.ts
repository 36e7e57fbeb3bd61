import type { Errand } from './errands.ts';
import type { Incident } from './incident.ts';
import { fetching } from './page-errands.ts';
import { checklist, paint, say } from './surfaces.ts';

/** Without a channel or a briefing nothing in the room can say so: who declared hears it directly. */
export function parked(incident: Incident, errand: string): readonly Errand[] {
  const told = say('link', { kind: 'send_link', user: incident.declaredBy });
  if (errand === 'open_channel') return [told, ...fetching(incident)];
  // The checklist stands below the briefing, but does not wait for one that never comes.
  if (errand === 'paint_briefing') return [told, ...checklist(incident, 'identifying')];
  return [paint('briefing', { kind: 'paint_briefing' })];
}
