import { type Incident, nameOf } from '../../incident/incident.ts';
import { actor } from '../../record/phrases.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** To who leads and who declared: I am out of the room while people are at work, and what they can do. */
export function roomLeft(incident: Incident, by: string): Message {
  const { channel, name } = incident.room;
  const room = channel === null ? `#${name}` : `<#${channel}>`;
  const taken = by === 'muster' ? `I am no longer in its room ${room}` : `${actor(by)} took me out of its room ${room}`;
  const raw = [
    `${nameOf(incident)}: ${taken}, and the incident is still open.`,
    `I hear nothing of what is said there now, and what I have to say there waits. ${wayBack}: then I read back what was said. Or open a new room. Commands that name the incident work.`,
  ];
  return message(raw.join(' '), [
    section(raw.join('\n')),
    ...actions([button('Open a new room', 'reopen', { n: incident.number })]),
  ]);
}

/** How I come in again. */
export const wayBack = 'To bring me back, somebody in it types `/invite @muster`';
