import type { Entry } from '../entry.ts';
import { present } from '../merge-files.ts';
import type { Names } from '../slack-text.ts';

export interface ExportOptions {
  /** With earlier texts and the texts of deleted messages: goes to lead and scribe only. */
  readonly full: boolean;
  /** Where an entry stands in Slack; null when nobody knows. */
  readonly permalink: Permalink;
  /** A user's or channel's name; the id itself when nobody knows. */
  readonly name: Names;
  /** True for guests and people of other organisations. */
  readonly guest: (user: string) => boolean;
}

/** Both an entry and the reference to a message have what it needs. */
export type Permalink = (message: { readonly channel: string | null; readonly ts: string | null }) => string | null;

/** The entry as an export may show it: what was deleted, removed or written before is left out unless the export is full. */
export function shownEntry(entry: Entry, options: Pick<ExportOptions, 'full'>): Entry {
  if (options.full) return entry;
  if (entry.deletedAt !== null) return { ...entry, text: '', files: [], revisions: [] };
  return { ...entry, files: present(entry.files), revisions: [] };
}
