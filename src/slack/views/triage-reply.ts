import { type Incident, nameOf } from '../../incident/incident.ts';
import { actions, type Message, message, section } from '../blocks.ts';
import { type Links, link } from './link.ts';
import { triageButtons, triageLine, triageState } from './triage-words.ts';

/** To who types a command of an incident: this is none yet, and here is what one can do with it. */
export function triageReply(incident: Incident, links: Links): Message {
  return message(`${nameOf(incident)}: it is no incident (yet). ${triageState(incident)}`, [
    section(`${triageLine(incident, triagePlace(incident, links))}\nIt is no incident (yet).`),
    ...actions(triageButtons(incident), 'triage'),
  ]);
}

/** Where its message is, behind a line about it, raw. */
export function triagePlace(incident: Incident, links: Links): string {
  const shown = incident.triage?.message ?? null;
  return shown === null ? '' : ` · ${link(links(shown.channel, shown.ts), 'message and thread')}`;
}
