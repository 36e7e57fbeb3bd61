import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { type Message, message, section } from '../blocks.ts';
import { heading } from './heading.ts';

/** What stays of the announcement of a room that was replaced. Nothing edits it any more: it says nothing that grows old. */
export function movedAnnouncement(incident: Incident, channel: string): Message {
  const place = `It goes on in <#${channel}>.`;
  return message(`${nameOf(incident)}: ${escapeText(incident.title)}. ${place}`, [
    ...heading(incident, `${nameOf(incident)} · ${incident.title}`),
    section(place),
  ]);
}
