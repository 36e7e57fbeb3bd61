import type { Entry } from '../entry.ts';

/** By time; messages of one millisecond as Slack ordered them (see `placeInMoment`); then in the order of recording. */
export function inReadingOrder(entries: Iterable<Entry>): readonly Entry[] {
  return [...entries].sort(
    (one, other) => one.at - other.at || compare(placeInMoment(one), placeInMoment(other)) || one.id - other.id,
  );
}

/**
 * Deliveries overtake each other, but Slack's `ts` knows which message came first: text of one form, compared as text.
 * Acts of ours come before them and keep the order of recording: their `ts` is that of their post, not of what was done,
 * and notes stand at the time they speak of.
 */
export function placeInMoment({ kind, ts }: Pick<Entry, 'kind' | 'ts'>): string {
  return kind === 'message' ? (ts ?? '') : '';
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
