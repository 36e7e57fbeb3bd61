import type { Instant } from '../incident/incident.ts';
import { isForgotten, removedUser } from '../record/eraser.ts';
import { mergeFiles, sameFiles } from '../record/merge-files.ts';
import type { Known, KnownEntry } from '../store/read-known.ts';
import { revise } from '../store/revise.ts';
import type { Corrections, MissingEntry, Rewording } from '../store/write-corrections.ts';
import type { Shown } from './history.ts';

/** Times between which a page shows everything, both left out; what else the record has there has vanished. */
export interface Stretch {
  readonly after: string;
  readonly before: string;
  readonly threadTs: string | null;
}

/** A key event to be set or taken back. */
export interface MarkChange {
  readonly ts: string;
  readonly how: 'pushpin' | 'pin';
  readonly user: string;
  readonly change: 'add' | 'remove';
}

/** What is wrong in the record, beside what Slack shows. `readAt`: when the page was asked for. Pure. */
export function comparePage(
  shown: readonly Shown[],
  known: Known,
  stretch: Stretch,
  readAt: Instant,
): Corrections & { readonly marks: readonly MarkChange[]; readonly unconfirmed: readonly string[] } {
  const messages = new Map<string, KnownEntry>();
  /** Acts of ours that stand there, changes of the channel. */
  const acts = new Set<string>();
  for (const entry of known.entries) {
    if (entry.ts === null) continue;
    if (entry.kind === 'message') messages.set(entry.ts, entry);
    else acts.add(entry.ts);
  }
  const comings = known.entries.filter((entry) => entry.kind === 'membership');
  const missing: MissingEntry[] = [];
  const reworded: Rewording[] = [];
  const vanished: number[] = [];
  for (const one of [...shown].sort(byTs)) {
    const entry = messages.get(one.ts);
    const { body } = one;
    switch (body.kind) {
      case 'message': {
        if (entry === undefined) missing.push(asMissing(one, body));
        else {
          const rewording = reword(entry, body, readAt);
          if (rewording !== null) reworded.push(rewording);
        }
        break;
      }
      case 'tombstone':
        if (acts.has(one.ts)) break;
        if (entry === undefined) missing.push({ ...asMissing(one, { user: '', text: '' }), deletedAt: readAt });
        else if (entry.deletedAt === null) vanished.push(entry.id);
        break;
      case 'channel':
        if (!acts.has(one.ts)) missing.push({ ...asMissing(one, body), kind: 'channel' });
        break;
      case 'membership':
        if (!takePair(comings, one, body)) missing.push({ ...asMissing(one, body), kind: 'membership' });
        break;
      case 'other':
        break;
    }
  }
  const there = new Set(shown.map((one) => one.ts));
  for (const entry of messages.values()) if (hasVanished(entry, there, stretch, readAt)) vanished.push(entry.id);
  const marks = shown.flatMap((one) => compareMarks(one, known, readAt));
  const unconfirmed = shown.filter((one) => isUnconfirmed(one, known, marks, readAt)).map(({ ts }) => ts);
  return { missing, reworded, vanished, marks, unconfirmed };
}

/** By ts, the earliest first: equal length makes texts compare as numbers. */
function byTs(one: { readonly ts: string }, other: { readonly ts: string }): number {
  return one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0;
}

function asMissing(
  { ts, threadTs, at }: Shown,
  body: {
    readonly user: string;
    readonly text: string;
    readonly files?: MissingEntry['files'];
    readonly editedAt?: Instant | null;
  },
): MissingEntry {
  const { user: actor, text, files = [], editedAt = null } = body;
  return { kind: 'message', ts, threadTs, at, actor, text, files, editedAt, deletedAt: null };
}

/**
 * An edit that was missed. Without the mark of an edit (apps change their messages so) nobody knows when: it is told
 * apart from an edit that the record knows and the page does not yet by the record's own.
 */
function reword(
  entry: KnownEntry,
  body: Extract<Shown['body'], { kind: 'message' }>,
  readAt: Instant,
): Rewording | null {
  if (entry.deletedAt !== null || isForgotten(entry)) return null;
  const files = mergeFiles(entry.files, body.files);
  const { id, text: was, editedAt, revisions } = entry;
  const same = storedText(body.text) === was;
  const known = { text: was, at: entry.at, editedAt, revisions };
  const isOld = body.editedAt === null && editedAt !== null;
  const revised = same || isOld ? null : revise(known, asEdit(body, readAt));
  if (revised !== null) return { id, was, had: revisions, files, ...revised };
  if (!same || sameFiles(entry.files, files)) return null;
  return { id, was, had: revisions, text: was, files, editedAt, revisions };
}

function asEdit(body: { readonly text: string; readonly editedAt: Instant | null }, readAt: Instant) {
  return { text: storedText(body.text), previousText: null, editedAt: body.editedAt ?? readAt };
}

/** As a text column takes it. */
function storedText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Recorded, not shown, and not so new that the page could not have it. */
function hasVanished(entry: KnownEntry, there: ReadonlySet<string>, stretch: Stretch, readAt: Instant): boolean {
  const { ts } = entry;
  if (ts === null || there.has(ts) || entry.deletedAt !== null || entry.recordedAt >= readAt) return false;
  return entry.threadTs === stretch.threadTs && ts > stretch.after && ts < stretch.before;
}

/** Their events carry a time of their own, a little beside that of the line in the channel. */
const pairingMs = 60_000;

/**
 * Finds the entry of a joining or leaving, and uses it up: who came twice has two. Beside that of somebody who was removed
 * nobody else is added: who was removed would be named again.
 */
function takePair(
  comings: KnownEntry[],
  shown: Shown,
  body: { readonly user: string; readonly text: string },
): boolean {
  const isThen = (entry: KnownEntry) =>
    Math.abs(entry.at - shown.at) <= pairingMs && verbOf(entry.text) === verbOf(body.text);
  const place = comings.findIndex((entry) => entry.actor === body.user && isThen(entry));
  if (place < 0) return comings.some((entry) => entry.actor === removedUser && isThen(entry));
  comings.splice(place, 1);
  return true;
}

/** `joined` or `left` of `<@U1> joined, asked in by <@U2>.`, whether or not who it was is still named. */
function verbOf(text: string): string {
  return / (joined|left)\b/.exec(text)?.[1] ?? text;
}

function compareMarks(shown: Shown, known: Known, readAt: Instant): readonly MarkChange[] {
  const { ts } = shown;
  const marks = known.marks.filter((mark) => mark.ts === ts);
  if (marks.some((mark) => mark.holder === removedUser)) return [];
  const own = shown.body.kind === 'other' && shown.body.own;
  const reacted = shown.pushpins ?? [];
  const added = reacted
    .filter((user) => !marks.some((mark) => mark.how === 'pushpin' && mark.holder === user))
    .map((user): MarkChange => ({ ts, how: 'pushpin', user, change: 'add' }));
  const isPinned = marks.some((mark) => mark.how === 'pin');
  // The briefing is pinned by ourselves; a pin on what is ours counts only if somebody else set it.
  const pinned: readonly MarkChange[] =
    shown.pin !== null && !isPinned && (!own || shown.pin.by !== null)
      ? [{ ts, how: 'pin', user: shown.pin.by ?? 'muster', change: 'add' }]
      : [];
  const removed = marks.flatMap(({ how, holder, changedAt }): readonly MarkChange[] => {
    // A mark by the shortcut stands nowhere in Slack.
    if (how === 'shortcut' || changedAt >= readAt) return [];
    const isGone = how === 'pin' ? shown.pin === null : shown.pushpins !== null && !shown.pushpins.includes(holder);
    return isGone ? [{ ts, how, user: how === 'pin' ? 'muster' : holder, change: 'remove' }] : [];
  });
  return [...added, ...pinned, ...removed];
}

/**
 * Whether our `:memo:` and the record differ about a key event: it was not set, or not taken away, and nobody would look again.
 * Where the marks themselves have changed, it is looked after with them.
 */
function isUnconfirmed(
  { ts, memo, body }: Shown,
  known: Known,
  changes: readonly MarkChange[],
  readAt: Instant,
): boolean {
  if (memo === null || body.kind !== 'message' || changes.some((change) => change.ts === ts)) return false;
  const marks = known.marks.filter((mark) => mark.ts === ts);
  return marks.length > 0 !== memo && marks.every(({ changedAt }) => changedAt < readAt);
}
