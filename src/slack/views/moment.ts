import type { Incident, Instant } from '../../incident/incident.ts';
import { dateToken } from '../../record/slack-text.ts';

/** From here on a time of the day alone could be mistaken for one of another day. */
const halfDayMs = 12 * 60 * 60_000;

type Lived = Pick<Incident, 'times' | 'impact' | 'roles' | 'updates'>;

/**
 * A time in the reader's own zone, raw; with its day where that could be another than one thinks. An answer is read
 * `now`; what stays in a channel is read later, so there all have their day once the incident is not of one day any more.
 */
export function moment(incident: Lived, at: Instant, now?: Instant): string {
  const far = now === undefined ? spanMs(incident, at) : Math.abs(now - at);
  return far < halfDayMs ? dateToken(at, '{time}') : dayAndTime(at);
}

export function dayAndTime(at: Instant): string {
  return dateToken(at, '{date_short_pretty} at {time}');
}

/** From declaring to what is farthest from it: this, or what the state tells of since. */
function spanMs({ times, impact, roles, updates }: Lived, at: Instant): number {
  const since = [at, ...Object.values(times), ...impact.flatMap(({ from, to }) => [from, to])];
  const work = [...roles.map((holding) => holding.since), ...updates.map((update) => update.at)];
  return Math.max(...[...since, ...work].map((one) => (one === null ? 0 : Math.abs(one - times.declared))));
}
