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
  const place = known.revisions.findIndex((revision) => revision.text === edit.text);
  const isKnown = place >= 0;
  // What was there before it may be news all the same: the history shows a text, and not what it replaced.
  if (edit.text === known.text) return withEarlier(known, edit, known.revisions.length);
  if (!isNewer(known, edit, isKnown)) return isKnown ? withEarlier(known, edit, place) : withLate(known, edit);
  // Two edits of one second, heard the wrong way round: what was taken for the older one is the text after all.
  const earlier = known.revisions.filter(({ text, at }) => text !== edit.text || at !== edit.editedAt);
  const revisions = [...earlier, { text: known.text, at: known.editedAt ?? known.at }];
  // An edit between was missed: it was written at some time before this one, we do not know when.
  const missed = edit.previousText;
  if (missed !== null && missed !== edit.text && !revisions.some((revision) => revision.text === missed))
    revisions.push({ text: missed, at: edit.editedAt });
  return { ...known, text: edit.text, editedAt: edit.editedAt, revisions };
}

function isNewer(known: Wording, edit: Rewording, isKnown: boolean): boolean {
  if (known.editedAt === null) return true;
  if (edit.editedAt !== known.editedAt) return edit.editedAt > known.editedAt;
  if (edit.previousText === known.text) return true;
  // Right behind the text that it replaced: all that we know after that one is newer.
  return !isKnown && !known.revisions.some(({ text }) => text === edit.previousText);
}

/** The text that a known one replaced stands right before it; null when it is known. */
function withEarlier(known: Wording, { text, previousText, editedAt }: Rewording, place: number): Wording | null {
  const { revisions } = known;
  const isNews =
    previousText !== null &&
    previousText !== '' &&
    previousText !== text &&
    previousText !== known.text &&
    !revisions.some((revision) => revision.text === previousText);
  if (!isNews) return null;
  const at = place === 0 ? known.at : editedAt;
  return { ...known, revisions: revisions.toSpliced(place, 0, { text: previousText, at }) };
}

/**
 * An edit that arrives after a newer one takes its place among the earlier texts: right behind the one that it
 * replaced, or, when that was not known, by its time, with that before it.
 */
function withLate(known: Wording, edit: Rewording): Wording {
  const { text, previousText, editedAt } = edit;
  const { revisions } = known;
  const late = { text, at: editedAt };
  const replaced = revisions.findIndex((revision) => revision.text === previousText);
  if (replaced >= 0) return { ...known, revisions: revisions.toSpliced(replaced + 1, 0, late) };
  // An edit is never older than its message, though its whole seconds may say so.
  const wall = (at: Instant): Instant => Math.floor(at / 1000);
  const later = revisions.findIndex((revision) => wall(revision.at) > wall(editedAt));
  const place = later < 0 ? revisions.length : later;
  const placed = { ...known, revisions: revisions.toSpliced(place, 0, late) };
  return withEarlier(placed, edit, place) ?? placed;
}
