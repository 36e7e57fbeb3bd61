import type { Instant } from '../incident/incident.ts';
import type { Revision } from '../record/entry.ts';

/** A message as far as it is known. */
export interface Wording {
  readonly text: string;
  /** When the message was sent. */
  readonly at: Instant;
  /** When the present text was written, if later. */
  readonly editedAt: Instant | null;
  /** Earlier texts, oldest first. */
  readonly revisions: readonly Revision[];
}

export interface Rewording {
  readonly text: string;
  readonly previousText: string | null;
  readonly editedAt: Instant;
}

/**
 * What an edit makes of a message; null when it tells nothing new. Edits arrive late, twice and out of order:
 * the newest is the text, and every text ever heard of is kept among the revisions.
 * Slack's time of an edit has whole seconds, so that an edit may seem older than its message, and two edits
 * of one second look alike: then the previous text tells which is newer.
 */
export function revise(known: Wording, edit: Rewording): Wording | null {
  if (edit.text === known.text) return null;
  const isKnown = known.revisions.some((revision) => revision.text === edit.text);
  if (!isNewer(known, edit, isKnown)) return isKnown ? null : withLate(known, edit);
  const revisions = [...known.revisions, { text: known.text, at: known.editedAt ?? known.at }];
  // An edit between was missed: it was written at some time before this one, we do not know when.
  const missed = edit.previousText;
  if (missed !== null && missed !== edit.text && !revisions.some((revision) => revision.text === missed))
    revisions.push({ text: missed, at: edit.editedAt });
  return { ...known, text: edit.text, editedAt: edit.editedAt, revisions };
}

function isNewer(known: Wording, edit: Rewording, isKnown: boolean): boolean {
  if (known.editedAt === null) return true;
  if (edit.editedAt !== known.editedAt) return edit.editedAt > known.editedAt;
  return edit.previousText === known.text || !isKnown;
}

/** An edit that arrives after a newer one takes its place among the earlier texts, with what was there before it. */
function withLate(known: Wording, { text, previousText, editedAt }: Rewording): Wording {
  const revisions: Revision[] = [...known.revisions];
  if (previousText !== null && previousText !== known.text && !revisions.some((each) => each.text === previousText)) {
    const isOriginal = !revisions.some((each) => each.at === known.at);
    revisions.push({ text: previousText, at: isOriginal ? known.at : editedAt });
  }
  revisions.push({ text, at: editedAt });
  return { ...known, revisions: revisions.toSorted((one, other) => one.at - other.at) };
}
