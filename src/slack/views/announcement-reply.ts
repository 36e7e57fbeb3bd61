import type { IncidentEvent } from '../../incident/events.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { describeEvent } from '../../record/describe.ts';
import { impactMs, sayDuration } from '../../record/durations.ts';
import { clock } from '../../record/phrases.ts';
import { type Message, message, section } from '../blocks.ts';

/** News for who follows the announcement: a reply in its thread, since an edit notifies nobody. */
export function announcementReply(incident: Incident, event: IncidentEvent): Message {
  const raw = words(incident, event);
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}

/** As in the room, but without what only the room can see. */
function words(incident: Incident, event: IncidentEvent): string {
  switch (event.type) {
    case 'contained':
      return `Contained at ${clock(event.at)}: it grows no worse. The work goes on.`;
    case 'resolved':
      return `Resolved at ${clock(event.at)}. The impact lasted ${sayDuration(impactMs(incident, event.impactEndedAt))}.`;
    case 'reopened': {
      const { channel } = incident.room;
      const place = event.newRoom && channel !== null ? ` It is <#${channel}>.` : '';
      return `${describeEvent(incident, event) ?? 'Reopened.'}${place}`;
    }
    default:
      return describeEvent(incident, event) ?? `There is news: ${event.type.replaceAll('_', ' ')}.`;
  }
}
