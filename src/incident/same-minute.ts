import type { Instant } from './incident.ts';

const minuteMs = 60_000;

/** Whether people, who see hours and minutes, take both for one time. A time that is not set is like none. */
export function sameMinute(one: Instant | null, other: Instant | null): boolean {
  return one !== null && other !== null && Math.floor(one / minuteMs) === Math.floor(other / minuteMs);
}

/**
 * What somebody means who says `10:30` of a thing that does not come before certain others: one of them at 10:30:40 is no
 * contradiction, for nobody can say the seconds. An earlier minute stays as it was said.
 */
export function withinMinute(saidAt: Instant, notBefore: readonly (Instant | null)[]): Instant {
  return Math.max(saidAt, ...notBefore.map((at) => (at !== null && sameMinute(at, saidAt) ? at : saidAt)));
}
