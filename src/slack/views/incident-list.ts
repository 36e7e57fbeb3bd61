import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { context, type Message, message, section } from '../blocks.ts';
import { headline } from './headline.ts';
import { incidentLine } from './incident-line.ts';

const shownIncidents = 25;

/** `/incident list`: what is open, the worst first as given. Private ones only to who may see them: the caller has sorted that out. */
export function incidentList(open: readonly Incident[]): Message {
  const none = 'No incident is open. `/incident new sev2 TITLE` declares one.';
  if (open.length === 0) return message(none, [section(none)]);
  const more = open.length - shownIncidents;
  const count = open.length === 1 ? '1 incident is open' : `${open.length} incidents are open`;
  const names = open.slice(0, shownIncidents).map((incident) => escapeText(headline(incident)));
  return message(`${count}: ${names.join('; ')}`, [
    section(`*${count}*`),
    ...open.slice(0, shownIncidents).map((incident) => section(incidentLine(incident))),
    ...(more > 0 ? [context(`and ${more} more, from ${nameOf(open[shownIncidents] as Incident)} on.`)] : []),
  ]);
}
