import { fingerprint } from './fingerprint.ts';

/**
 * What a form showed when it was opened: a mark of each field, for the memo of a form has no room for the words. Forms
 * of an earlier version carry none.
 */
export type Seen = Readonly<Record<string, string>>;

type Texts = Readonly<Record<string, string>>;

export function seenIn(shown: Texts): Seen {
  return Object.fromEntries(Object.entries(shown).map(([field, text]) => [field, fingerprint(text.trim())]));
}

export interface Meant<Fields> {
  readonly fields: Fields;
  /** Changed by who sent the form and, since it was opened, by somebody else, too: nobody may lose their words unasked. */
  readonly overtaken: readonly string[];
  /** What the form has shown once it has told of those. */
  readonly seen: Seen;
}

/** What who sent a form wants to stand there: a field left as the form showed it stays as it is by now. */
export function meant<Fields extends Texts>(given: Fields, now: Fields, seen: Seen = {}): Meant<Fields> {
  const [typed, newest] = [seenIn(given), seenIn(now)];
  const shown = Object.keys(given).filter((field) => seen[field] !== undefined);
  const left = shown.filter((field) => typed[field] === seen[field]);
  const changed = shown.filter((field) => typed[field] !== seen[field] && newest[field] !== seen[field]);
  const overtaken = changed.filter((field) => typed[field] !== newest[field]);
  return {
    fields: { ...given, ...only(now, left) },
    overtaken,
    seen: { ...seen, ...only(newest, overtaken) },
  };
}

function only(texts: Texts, fields: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([field]) => fields.includes(field)));
}
