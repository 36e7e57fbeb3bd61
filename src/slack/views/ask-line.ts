import type { Ask } from '../../incident/asks.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { type Message, message, section } from '../blocks.ts';
import { askState, askWhat } from './ask-words.ts';
import { type Links, link } from './link.ts';

/** The one line in the room about an ask; edited with its state. A reply below it or a checkmark on it is an answer. */
export function askLine(incident: Incident, ask: Ask, links: Links): Message {
  const about = ask.source === null ? '' : ` (${link(links(ask.source.channel, ask.source.ts), 'about this')})`;
  const raw = `<@${ask.by}> asks <@${ask.who}>: ${askWhat(incident, ask)}.${about} ${askState(incident, ask)}`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}
