import type { Incident } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { headline } from './headline.ts';
import { holders } from './holders.ts';
import { dayAndTime } from './moment.ts';
import { identifyingSince, status } from './status.ts';

/** One incident in a list, raw: what, how it stands, who leads, where. */
export function incidentLine(incident: Incident): string {
  const { channel, archivedAt } = incident.room;
  const room = channel === null ? '' : archivedAt === null ? ` · <#${channel}>` : ' · room archived';
  const hidden = incident.private ? ' · private' : '';
  return `*${escapeText(headline(incident))}*\n${state(incident)} · Lead ${holders(incident, 'lead')}${room}${hidden}`;
}

/** In a list incidents of many days stand together: a time without its day would be taken for one of today. */
function state(incident: Incident): string {
  const { phase, times } = incident;
  if (phase === 'identifying') return `Identifying since ${dayAndTime(identifyingSince(incident))}`;
  if (phase === 'contained' && times.contained !== null) return `Contained since ${dayAndTime(times.contained)}`;
  if (phase === 'resolved' && times.resolved !== null) return `Resolved ${dayAndTime(times.resolved)}`;
  if (phase === 'closed' && times.closed !== null) return `Closed ${dayAndTime(times.closed)}`;
  return status(incident);
}
