import type { Incident, Instant } from '../../incident/incident.ts';
import { dateToken } from '../../record/slack-text.ts';

/** From here on a time of the day alone could be mistaken for one of another day. */
const halfDayMs = 12 * 60 * 60_000;

/** A time in the reader's own zone, raw; with its day once the incident is not of one day any more. */
export function moment(incident: Pick<Incident, 'times'>, at: Instant): string {
  return Math.abs(at - incident.times.declared) < halfDayMs ? dateToken(at, '{time}') : dayAndTime(at);
}

export function dayAndTime(at: Instant): string {
  return dateToken(at, '{date_short_pretty} at {time}');
}
