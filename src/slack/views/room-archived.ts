import { type Incident, nameOf } from '../../incident/incident.ts';
import { actor } from '../../record/phrases.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** To who leads and who declared: the room is gone while people are at work, and what they can do. */
export function roomArchived(incident: Incident, by: string): Message {
  const { channel, name } = incident.room;
  const room = channel === null ? `#${name}` : `<#${channel}>`;
  const raw = [
    `${nameOf(incident)}: its room ${room} was archived by ${actor(by)}, and the incident is still open.`,
    'Nobody can write there now, and no bot can bring it back: please ask somebody to unarchive it. Or open a new room. What I have to say in the room waits until then; commands that name the incident work.',
  ];
  return message(raw.join(' '), [
    section(raw.join('\n')),
    ...actions([button('Open a new room', 'reopen', { n: incident.number })]),
  ]);
}
