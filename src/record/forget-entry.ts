import type { UserId } from '../incident/incident.ts';
import type { Entry } from './entry.ts';
import { type Eraser, removedUser, removedWords } from './eraser.ts';
import { plainOf } from './slack-text.ts';

type Said = Pick<Entry, 'kind' | 'actor' | 'text' | 'files' | 'revisions'>;

/** An entry without the person: own words are gone, acts keep what was done, in what others wrote the person is unnamed. */
export function forgetEntry(entry: Said, user: UserId, eraser: Eraser): Said {
  if (entry.actor !== user) {
    const { kind, actor, text, files, revisions } = entry;
    return { kind, actor, text: eraser.text(text), files: eraser.value(files), revisions: eraser.value(revisions) };
  }
  const { kept } = ownWords(entry, user);
  return { kind: entry.kind, actor: removedUser, text: eraser.text(kept), files: [], revisions: [] };
}

/** Acts that hold no typed words. */
const wordless = new Set<Entry['kind']>(['role', 'membership', 'mark']);

/** Where a line about an act goes over to what the person typed; see `describeEvent`. */
const beforeWords = [
  /^(<@\w+> declared INC-\d+ as SEV\d(?: for now)?)/,
  /^(<@\w+> (?:is checking|noted on) “[^”]*”)/,
  /^(<@\w+> asked <@\w+>(?:, by <[^>]*>)?)/,
  /^(<@\w+> took the answer to “[^”]*” back)\.$/,
  /^(<@\w+> (?:is coming|can't come|stands by) \(.*\))\.$/,
  /^([\s\S]*?\bby <@\w+>)/,
] as const;

/** "On it, thanks" is nobody's own: only what is longer counts as quoted when it stands in a message of somebody else. */
function isTelling(words: string): boolean {
  return words.length >= 24;
}

/** `6 The cache had no limit`: as a reply to the post-mortem it was written there, plain and without the number. */
function forSection(said: string): readonly string[] {
  const words = /^\d{1,2}(?:[.):]|\s)\s*([\s\S]+)$/.exec(said)?.[1];
  return words === undefined ? [] : [plainOf(words, (id) => id)];
}

/** What of an own entry may stay, and what the person typed in it. */
export function ownWords(entry: Said, user: UserId): { readonly kept: string; readonly words: readonly string[] } {
  const earlier = entry.revisions.map((revision) => revision.text);
  if (wordless.has(entry.kind)) return { kept: entry.text, words: earlier };
  const isAct = entry.kind !== 'message' && entry.kind !== 'note';
  const found = isAct
    ? beforeWords.map((pattern) => pattern.exec(entry.text)).find((match) => match?.[1]?.includes(`<@${user}>`))
    : undefined;
  const kept = found?.[1];
  if (kept === undefined) {
    const said = [entry.text, ...earlier];
    return { kept: removedWords, words: [...said, ...said.flatMap(forSection)].filter(isTelling) };
  }
  const rest = entry.text.slice(kept.length).replace(/^[:.\s]+/, '');
  // A changed title stands between quotes, behind the one before it.
  const title = / to “([\s\S]*)”[.:]/.exec(entry.text)?.[1];
  return {
    kept: `${kept}.`,
    words: [rest, rest.replace(/\.$/, ''), ...(title === undefined ? [] : [title]), ...earlier],
  };
}
