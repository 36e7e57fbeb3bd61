import type { Entry } from '../entry.ts';

/** By time, then in the order of recording. Slack's `ts` decides nothing: notes stand at the time they speak of. */
export function inReadingOrder(entries: Iterable<Entry>): readonly Entry[] {
  return [...entries].sort((one, other) => one.at - other.at || one.id - other.id);
}
