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
  /** The present text is what it said when it was deleted: nothing was written after it. */
  readonly isLast?: boolean;
  /** Of the message nothing is known but that it is gone: its text is none. */
  readonly isUnknown?: boolean;
}

export interface Rewording {
  readonly text: string;
  readonly previousText: string | null;
  readonly editedAt: Instant;
}

/** A message of which the first that is heard is an edit. `at`: when it was sent. */
export function wordingOfEdit({ text, previousText, editedAt }: Rewording, at: Instant): Wording {
  const isNews = previousText !== null && previousText !== text;
  return { text, at, editedAt, revisions: isNews ? [{ text: previousText, at, replaced: true }] : [] };
}

/**
 * What an edit makes of a message; null when it tells nothing new. Edits arrive late, twice and out of order: the newest
 * is the text, and every text ever heard of is kept among the revisions, in the order in which they were written.
 * An edit tells its own time and the text that it replaced, not when that one was written: such a text stands right
 * before the one that replaced it, and nothing comes between. Slack's time of an edit has whole seconds, so that an edit
 * may seem older than its message, and two edits of one second look alike: then the replaced text tells the order.
 */
export function revise(known: Wording, edit: Rewording): Wording | null {
  const now: Revision = { text: known.text, at: known.editedAt ?? known.at };
  const texts: readonly Revision[] = known.isUnknown === true ? [] : [...known.revisions, now];
  // Something else was changed, a file say: it tells that this text stood then, and nothing of when it was written.
  if (edit.previousText === edit.text && texts.some(({ text }) => text === edit.text)) return null;
  const place = placeOf(texts, edit, known.at);
  const revised = place === null ? addEdit(texts, edit, known) : tellMore(texts, edit, known.at, place);
  const last = revised?.at(-1);
  if (revised === null || last === undefined) return null;
  const editedAt = last === texts.at(-1) ? known.editedAt : last.at;
  return { ...known, text: last.text, editedAt, revisions: revised.slice(0, -1) };
}

/** Where the text of an edit stands already: the present text, or one that may have been written by this edit. */
function placeOf(texts: readonly Revision[], { text, editedAt }: Rewording, sentAt: Instant): number | null {
  if (texts.at(-1)?.text === text) return texts.length - 1;
  const isThen = ({ at }: Revision) => at === editedAt || (at !== sentAt && second(at) === second(editedAt));
  const place = texts.findIndex((one) => one.text === text && (one.replaced === true || isThen(one)));
  return place < 0 ? null : place;
}

function addEdit(texts: readonly Revision[], edit: Rewording, known: Wording): readonly Revision[] {
  const sentAt = known.at;
  const inTime = placeFor(texts, edit, sentAt);
  const place = known.isLast === true ? Math.min(inTime, texts.length - 1) : inTime;
  return withReplaced(texts.toSpliced(place, 0, { text: edit.text, at: edit.editedAt }), edit, sentAt, place);
}

/** Right behind the text that it replaced, or by its time; never between a replaced text and the one that replaced it. */
function placeFor(texts: readonly Revision[], { previousText, editedAt }: Rewording, sentAt: Instant): number {
  const replaced = texts.findLastIndex((one) => one.text === previousText && one.replaced !== true);
  if (replaced >= 0 && second(texts[replaced]?.at ?? 0) <= second(editedAt)) return replaced + 1;
  const isLater = (one: Revision) => one.replaced !== true && one.at !== sentAt && second(one.at) > second(editedAt);
  let place = texts.findIndex(isLater);
  if (place < 0) return texts.length;
  while (texts[place - 1]?.replaced === true) place -= 1;
  return place;
}

/** An edit whose text is known: its time may be news, and what it replaced. */
function tellMore(texts: readonly Revision[], edit: Rewording, sentAt: Instant, place: number) {
  const { text, previousText, editedAt } = edit;
  const last = texts.at(-1);
  // The history shows what stands there now: of two edits of one second it is the later one, unless the other replaced it
  // (then the page is older).
  const isNow = previousText === null && last?.text !== text && texts[place]?.replaced !== true;
  if (isNow && second(last?.at ?? 0) === second(editedAt))
    return [...texts.toSpliced(place, 1), { text, at: editedAt }];
  // Taken for older than what was written in its second, until it told what it replaced.
  const isKnown = texts[place - 1]?.text === previousText;
  const replaced = isKnown ? -1 : texts.findLastIndex((one) => one.text === previousText);
  if (replaced > place && second(texts[place]?.at ?? 0) === second(texts[replaced]?.at ?? 0))
    return texts.toSpliced(replaced + 1, 0, { text, at: editedAt }).toSpliced(place, 1);
  const timed = texts[place]?.replaced === true ? texts.toSpliced(place, 1, { text, at: editedAt }) : texts;
  const told = withReplaced(timed, edit, sentAt, place);
  return told === texts ? null : told;
}

/** The text that an edit replaced stands right before it, unless it is known. */
function withReplaced(
  texts: readonly Revision[],
  { text, previousText, editedAt }: Rewording,
  sentAt: Instant,
  place: number,
): readonly Revision[] {
  const isNews = previousText !== null && previousText !== '' && !texts.some((one) => one.text === previousText);
  if (!isNews || previousText === text) return texts;
  return texts.toSpliced(place, 0, { text: previousText, at: place === 0 ? sentAt : editedAt, replaced: true });
}

/** Slack's times of edits have no more. */
export const second = (at: Instant): number => Math.floor(at / 1000);
