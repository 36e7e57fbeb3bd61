import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { context, type Message, message, section } from '../blocks.ts';
import { headline } from './headline.ts';
import { incidentLine } from './incident-line.ts';

const shownIncidents = 25;

/** `/incident list`: what is open, the worst first as given. Private ones only to who may see them: the caller has sorted that out. `triages`: what is looked at before, raw. */
export function incidentList(open: readonly Incident[], triages: string | null = null): Message {
  const looked = triages === null ? [] : [context(triages)];
  const none = 'No incident is open. `/incident new sev2 TITLE` declares one.';
  if (open.length === 0)
    return message([none, ...(triages === null ? [] : [triages])].join(' '), [section(none), ...looked]);
  const more = open.length - shownIncidents;
  const count = open.length === 1 ? '1 incident is open' : `${open.length} incidents are open`;
  const names = open.slice(0, shownIncidents).map((incident) => escapeText(headline(incident)));
  return message(`${count}: ${names.join('; ')}${triages === null ? '' : `. ${triages}`}`, [
    section(`*${count}*`),
    ...open.slice(0, shownIncidents).map((incident) => section(incidentLine(incident))),
    ...(more > 0 ? [context(`and ${more} more, from ${nameOf(open[shownIncidents] as Incident)} on.`)] : []),
    ...looked,
  ]);
}
