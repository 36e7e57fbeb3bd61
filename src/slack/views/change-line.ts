import type { SystemChange } from '../../incident/changes.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { actions, type Message, message, section } from '../blocks.ts';
import { changeButtons, changeState, changeWhat } from './change-words.ts';
import { type Links, link } from './link.ts';
import { moment } from './moment.ts';

/** The one line in the room about a change; edited when it is undone or kept. */
export function changeLine(incident: Incident, change: SystemChange, links: Links): Message {
  const { source, who, by } = change;
  const about = source === null ? '' : ` (${link(links(source.channel, source.ts), 'said here')})`;
  const noted = who === by ? '' : ` Noted by <@${by}>.`;
  const raw = `Changed ${moment(incident, change.happenedAt)} by <@${who}>: ${changeWhat(change)}.${about}${noted} ${changeState(incident, change)}`;
  return message(`${nameOf(incident)}: ${raw.trim()}`, [
    section(raw.trim()),
    ...actions(changeButtons(incident, change)),
  ]);
}
