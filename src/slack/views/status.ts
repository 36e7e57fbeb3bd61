import type { Incident, Instant } from '../../incident/incident.ts';
import { escapeTyped } from '../../record/slack-text.ts';
import { moment } from './moment.ts';

/** `Identifying since 10:02`, raw; `now`: for an answer that is read at once. */
export function status(incident: Incident, now?: Instant): string {
  const { times, phase } = incident;
  switch (phase) {
    case 'triage':
      return 'Looked at, not declared';
    case 'identifying':
      return `Identifying since ${moment(incident, identifyingSince(incident), now)}`;
    case 'contained':
      return times.contained === null ? 'Contained' : `Contained since ${moment(incident, times.contained, now)}`;
    case 'resolved':
      return times.resolved === null ? 'Resolved' : `Resolved at ${moment(incident, times.resolved, now)}`;
    case 'closed':
      return times.closed === null ? 'Closed' : `Closed at ${moment(incident, times.closed, now)}`;
    case 'cancelled':
      if (incident.duplicateOf !== null) return `Cancelled: duplicate of INC-${incident.duplicateOf}`;
      return `Cancelled${incident.reason === '' ? '' : `: ${escapeTyped(incident.reason)}`}`;
  }
}

/** After it came back, the newest span of impact says since when. */
export function identifyingSince(incident: Incident): number {
  return incident.impact.length > 1
    ? (incident.impact.at(-1)?.from ?? incident.times.declared)
    : incident.times.declared;
}
