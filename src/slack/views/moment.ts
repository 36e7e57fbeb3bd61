import { type Incident, type Instant, timeNames } from '../../incident/incident.ts';
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
  let far = 0;
  // For each time that is shown: no lists are made for it.
  const look = (one: Instant | null) => {
    if (one !== null) far = Math.max(far, Math.abs(one - times.declared));
  };
  look(at);
  for (const name of timeNames) look(times[name]);
  for (const { from, to } of impact) {
    look(from);
    look(to);
  }
  for (const { since } of roles) look(since);
  for (const update of updates) look(update.at);
  return far;
}
