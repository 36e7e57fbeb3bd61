import type { Incident, Instant, TimeName } from '../incident/incident.ts';

/** Downtime in milliseconds: the sum of all spans of impact; one that lasts counts up to `now`. */
export function impactMs(incident: Pick<Incident, 'impact'>, now: Instant): number {
  return incident.impact.reduce((sum, span) => sum + Math.max(0, (span.to ?? now) - span.from), 0);
}

export interface Measured {
  readonly ms: number;
  /** From which time it is counted. */
  readonly from: TimeName;
}

export interface TimesTo {
  readonly detect: Measured | null;
  readonly acknowledge: Measured | null;
  readonly contain: Measured | null;
  readonly resolve: Measured | null;
}

/**
 * How long it took, in milliseconds: to detect, contain and resolve from when it started; to acknowledge from when it
 * was detected, or declared where nobody knows the detection. null while a time is unknown, or out of order.
 */
export function timesTo(incident: Pick<Incident, 'times'>): TimesTo {
  const { times } = incident;
  const between = (from: TimeName, to: TimeName): Measured | null => {
    const [start, end] = [times[from], times[to]];
    return start === null || end === null || end < start ? null : { ms: end - start, from };
  };
  return {
    detect: between('started', 'detected'),
    acknowledge: between(times.detected === null ? 'declared' : 'detected', 'acknowledged'),
    contain: between('started', 'contained'),
    resolve: between('started', 'resolved'),
  };
}

/** In a sentence: `under a minute`, `54 min`, `2 h 5 min`. Seconds promise an exactness that no time of an incident has. */
export function sayDuration(ms: number): string {
  return ms < 60_000 ? 'under a minute' : sayFigure(ms);
}

/** In a table, on a plot and of what was configured: `40 s`, `54 min`, `3 d 4 h`: the two largest units, rounded down. */
export function sayFigure(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min`;
  if (hours < 24) return two(hours, 'h', minutes % 60, 'min');
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
