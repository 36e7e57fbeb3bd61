import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { divider, section } from '../blocks.ts';
import { headline } from './headline.ts';

const shownIncidents = 5;

/** Open incidents that may be the same; nothing at all when there are none. */
export function lookAlikes(incidents: readonly Incident[]): readonly KnownBlock[] {
  if (incidents.length === 0) return [];
  const lines = incidents
    .slice(0, shownIncidents)
    .map(
      (other) => `• ${escapeText(headline(other))}${other.room.channel === null ? '' : ` <#${other.room.channel}>`}`,
    );
  const more = incidents.length - shownIncidents;
  return [
    section(
      [
        '*Already open. Is it one of these?*',
        ...lines,
        ...(more > 0 ? [`and ${more} more: \`/incident list\``] : []),
      ].join('\n'),
    ),
    divider,
  ];
}

/** What of them is shown, to tell whether it would be the same again: `3,7`, or `3,7,8,9,12 of 40`. */
export function alikeMemo(incidents: readonly Incident[]): string {
  const shown = incidents.slice(0, shownIncidents).map(({ number }) => number);
  return `${shown.join(',')}${incidents.length > shownIncidents ? ` of ${incidents.length}` : ''}`;
}
