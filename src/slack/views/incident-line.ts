import type { Incident } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { headline } from './headline.ts';
import { holders } from './holders.ts';
import { status } from './status.ts';

/** One incident in a list, raw: what, how it stands, who leads, where. */
export function incidentLine(incident: Incident): string {
  const { channel, archivedAt } = incident.room;
  const room = channel === null ? '' : archivedAt === null ? ` · <#${channel}>` : ' · room archived';
  const hidden = incident.private ? ' · private' : '';
  return `*${escapeText(headline(incident))}*\n${status(incident)} · Lead ${holders(incident, 'lead')}${room}${hidden}`;
}
