import type { Entry, Revision } from '../entry.ts';

/**
 * How the line of an earlier text begins, in UTC: `earlier, 10:04 UTC`. Of a text that is known only from the edit that
 * replaced it nobody knows when it was written: `earlier, before 10:05 UTC`.
 */
export function earlier({ at, replaced }: Revision, entry: Pick<Entry, 'at'>, time: (at: number) => string): string {
  return `earlier, ${replaced === true && at !== entry.at ? 'before ' : ''}${time(at)} UTC`;
}
