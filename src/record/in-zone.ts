import type { Instant } from '../incident/incident.ts';

export interface ZonedTime {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM, 24 hours. */
  readonly time: string;
}

/** An instant as a clock on the wall shows it in an IANA zone; UTC when the zone is not known here. */
export function inZone(at: Instant, zone: string): ZonedTime {
  // Asked for with every time that is shown, for those who cannot see it in their own zone.
  if (zone === 'UTC') {
    const utc = new Date(at).toISOString();
    return { date: utc.slice(0, 10), time: utc.slice(11, 16) };
  }
  const format = formatOf(zone);
  if (format === null) return inZone(at, 'UTC');
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** The zone itself, or UTC for one that is not known here: a time must never stand beside a zone that it is not in. */
export function knownZone(zone: string): string {
  return formatOf(zone) === null ? 'UTC' : zone;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21 Nov 2026` */
export function dayOf(at: Instant, zone: string): string {
  const [year = '', month = '', day = ''] = inZone(at, zone).date.split('-');
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `10:22`, with the day where it is not that of `now`, in this zone. */
export function clockOn({ zone }: { readonly zone: string }, at: Instant, now: Instant): string {
  const known = knownZone(zone);
  const there = inZone(at, known);
  return there.date === inZone(now, known).date ? there.time : `${dayOf(at, known)}, ${there.time}`;
}

/** ISO 8601 in UTC, with milliseconds; null stays null. */
export function isoOf(at: Instant): string;
export function isoOf(at: Instant | null): string | null;
export function isoOf(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

// Making a formatter costs far more than using it; a file of ten thousand lines asks for two zones.
const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Null for a zone that is not known here. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  if (!formats.has(zone)) formats.set(zone, newFormat(zone));
  return formats.get(zone) ?? null;
}

function newFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return null;
  }
}
