import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident } from './incident.ts';

interface Change {
  readonly from: string;
  readonly to: string;
}

/**
 * Slack gives a private channel another id when it is shared with another organization: from then on only the new one
 * leads there. https://docs.slack.dev/reference/events/channel_id_changed
 */
export const channelIdChanged: Rule<'channel_id_changed'> = (incident, { from, to }) =>
  idPattern(from).test(JSON.stringify(incident))
    ? happened({ type: 'channel_id_changed', from, to })
    : refuse({ reason: 'nothing_changed' });

/** The incident with the new id wherever it has the old one. */
export function withChannelId(incident: Incident, { from, to }: Change): Incident {
  return JSON.parse(JSON.stringify(incident).replaceAll(idPattern(from), to));
}

function idPattern(id: string): RegExp {
  return new RegExp(`\\b${id}\\b`, 'g');
}
