import { type Incident, nameOf } from '../../incident/incident.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { type Links, link } from './link.ts';

/** `/incident postmortem`: where the draft is, and how to make it again. */
export function postmortemPlace(incident: Incident, links: Links): Message {
  const { channel } = incident.room;
  const { thread } = incident.postmortem;
  const raw =
    channel === null || thread === null
      ? 'The post-mortem draft is being made; it comes as a thread in the room.'
      : `The post-mortem of ${nameOf(incident)} is ${link(links(channel, thread), 'in this thread')}.`;
  return message(`${nameOf(incident)}: ${raw}`, [
    section(raw),
    ...(thread === null ? [] : actions([button('Make again', 'draft_postmortem', { n: incident.number })])),
  ]);
}
