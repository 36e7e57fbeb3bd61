import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../incident/incident.ts';

/**
 * The latest moment that is past at which clocks in `zone` (IANA) showed `HH:MM`; null when `text` is no such time.
 * An hour that a clock change leaves out counts as the moment after it; one that comes twice, as the later that is past.
 */
export function latestPast(text: string, zone: string, now: Instant): Instant | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (found === null) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(knownZone(zone)).toPlainDate();
  const time = Temporal.PlainTime.from({ hour: Number(found[1]), minute: Number(found[2]) });
  for (const day of [today, today.subtract({ days: 1 }), today.subtract({ days: 2 })]) {
    for (const disambiguation of ['later', 'earlier'] as const) {
      const at = day.toPlainDateTime(time).toZonedDateTime(knownZone(zone), { disambiguation }).epochMilliseconds;
      if (at <= now) return at;
    }
  }
  return null;
}

/** The next moment to come at which clocks in `zone` show `HH:MM`; null when `text` is no such time. */
export function nextToCome(text: string, zone: string, now: Instant): Instant | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (found === null) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(knownZone(zone)).toPlainDate();
  const time = Temporal.PlainTime.from({ hour: Number(found[1]), minute: Number(found[2]) });
  for (const day of [today, today.add({ days: 1 }), today.add({ days: 2 })]) {
    const at = day.toPlainDateTime(time).toZonedDateTime(knownZone(zone)).epochMilliseconds;
    if (at > now) return at;
  }
  return null;
}

/** Somebody meant a time: `25:00` is one as little as `99:99`, and no beginning of a sentence either. */
export function isMeantAsTime(word: string): boolean {
  return /^\d{1,2}:\d{2}$/.test(word);
}

/** Slack may name a zone that this runtime does not know: then UTC. */
function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
