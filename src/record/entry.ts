import type { Instant, UserId } from '../incident/incident.ts';

/** One line of the record: something said or done, at its time. The shape of the export (see interface). */
export interface Entry {
  /** Grows in the order of recording. */
  readonly id: number;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly kind: EntryKind;
  /** Slack user id (or bot id `B…`), or `muster`. */
  readonly actor: UserId;
  /** Raw Slack text. */
  readonly text: string;
  /** Marked by anybody, or a key event by nature (a note). */
  readonly keyEvent: boolean;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly threadTs: string | null;
  readonly files: readonly FileRef[];
  /** Earlier texts, oldest first. */
  readonly revisions: readonly Revision[];
  readonly deletedAt: Instant | null;
  readonly found: 'live' | 'mended' | null;
}

export const entryKinds = [
  'message',
  'note',
  'role',
  'phase',
  'severity',
  'time',
  'title',
  'check',
  'update',
  'action',
  'mark',
  'membership',
  'channel',
  'ask',
  'change',
  'decision',
  'page',
  'customer',
  'alert',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface FileRef {
  /** Slack's; missing in what was recorded before it was kept. */
  readonly id?: string;
  readonly name: string;
  /** Slack's filetype or MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly permalink: string;
  /** No longer on the message: for lead and scribe, as earlier texts are. */
  readonly removed?: true;
}

export interface Revision {
  readonly text: string;
  /** When this text was written. */
  readonly at: Instant;
  /**
   * Heard of only as what an edit replaced: it was written at some time before the next text, and stands right before it.
   * Then `at` is the time of the message, or of the edit that replaced it.
   */
  readonly replaced?: true;
}

/** An entry before it has a place in the record. */
export type NewEntry = Pick<Entry, 'at' | 'kind' | 'actor' | 'text' | 'keyEvent'>;

/** Who stands behind an id: kept so that files can name people although Slack is away. */
export interface Person {
  readonly user: UserId;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  /** `guest`: restricted; `stranger`: of another organisation; `bot`: an app. */
  readonly kind: 'member' | 'guest' | 'stranger' | 'bot';
  /** Has left: known only as Slack says it, and not kept. */
  readonly deactivated?: true;
}
