import type { UserId } from '../incident/incident.ts';
import { escapeTyped } from './slack-text.ts';

/** Stands where the id of a removed person stood; Slack gives it to nobody. */
export const removedUser: UserId = 'UREMOVED';
export const removedName = 'someone who was removed\u2060';
/**
 * Stands where words of that person stood. It ends in a word joiner, as the name does: nobody sees it or types it, so
 * who writes the same is not taken for removed, and what they change is kept.
 */
export const removedWords = '(removed on request)\u2060';

/** Words and names that were removed on request stay removed, although Slack shows and tells them still. */
export function isForgotten({ actor, text }: { readonly actor: UserId; readonly text: string }): boolean {
  return actor === removedUser || [`<@${removedUser}`, removedName, removedWords].some((each) => text.includes(each));
}

/** Whom to forget. */
export interface Leaver {
  readonly user: UserId;
  /** What the person is called in Slack. A single word is looked for behind an @ only: it may be a word of the language. */
  readonly names: readonly string[];
  /** Names that are taken out wherever they stand as a word of their own. */
  readonly bareNames: readonly string[];
}

export interface Eraser {
  /** A text of anybody without the person, and without what is known to be the person's words. */
  text(text: string): string;
  /** A value as the database holds it (JSON), by the same rule; what the person wrote in it is gone. */
  value<Value>(value: Value): Value;
}

/** Shorter words than these stand in what others wrote, too, without being a quotation. */
const shortestQuote = 8;

/** `words`: what the person is known to have typed in this incident: it goes where others quote it whole, too. */
export function eraser(leaver: Leaver, words: Iterable<string>): Eraser {
  const quotes = [...new Set([...words].map((each) => each.trim()))]
    .filter((each) => each.length >= shortestQuote && each !== removedWords)
    .flatMap((each) => [each, escapeTyped(each)])
    .sort((one, other) => other.length - one.length);
  const user = leaver.user.replace(/\W/g, '');
  const mention = new RegExp(`<@${user}(?:\\|[^<>]*)?>`, 'g');
  const id = new RegExp(`\\b${user}\\b`, 'g');
  const full = [...leaver.bareNames, ...leaver.names.filter((name) => /\s/.test(name.trim()))];
  const named = [...leaver.names.map((name) => `@${name.trim()}`), ...full.map((name) => name.trim())].map(asWord);

  const unnamed = (said: string): string => {
    const left = said.replace(mention, `@${removedName}`).replace(id, removedUser);
    // `lead`, `say_line`: a word of the program is nobody's name.
    if (/^[a-z][a-z0-9_.:-]*$/.test(left)) return left;
    return named.reduce((text, name) => text.replace(name, (found) => at(found) + removedName), left);
  };
  const text = (said: string): string =>
    unnamed(quotes.reduce((left, each) => left.replaceAll(each, removedWords), said));
  const value = (part: unknown, clean: (said: string) => string): unknown => {
    if (typeof part === 'string') return clean(part);
    if (Array.isArray(part)) return part.filter((each) => each !== leaver.user).map((each) => value(each, clean));
    if (typeof part !== 'object' || part === null) return part;
    const owned = 'by' in part && part.by === leaver.user;
    const left = Object.entries(part).filter(([key]) => key !== leaver.user);
    return Object.fromEntries(
      left.map(([key, each]) => {
        if (owned && isTyped(part, key, each)) return [key, blank(each)];
        // A policy is the team's: the person is taken out of it, but nobody quoted anybody there.
        return [key, value(each, key === 'policy' ? unnamed : clean)];
      }),
    );
  };
  return { text, value: (part) => value(part, text) as typeof part };
}

/** What a person typed, wherever it stands in a state or an event. */
export function* wordsOf(part: unknown, user: UserId): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  const owned = 'by' in part && part.by === user;
  for (const [key, each] of Object.entries(part)) {
    // What people remembered is kept by person.
    if (key === user || (owned && isTyped(part, key, each))) yield* strings(each);
    else yield* wordsOf(each, user);
  }
}

const typedKeys = new Set([
  'text',
  'note',
  'reason',
  'why',
  'whole',
  'happened',
  'doing',
  'meanwhile',
  'title',
  'summary',
  'fields',
  'memory',
]);
const typedInside = new Set(['title_set', 'summary_set']);

/** Whether this property of something that a person did holds what that person typed. */
function isTyped(part: object, key: string, value: unknown): boolean {
  if (value === '' || value === null) return false;
  return typedKeys.has(key) || (key === 'to' && 'type' in part && typedInside.has(String(part.type)));
}

function blank(part: unknown): unknown {
  if (typeof part === 'string') return part === '' ? '' : removedWords;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, blank(each)]));
}

function* strings(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part;
  else if (typeof part === 'object' && part !== null) for (const each of Object.values(part)) yield* strings(each);
}

function at(found: string): string {
  return found.startsWith('@') ? '@' : '';
}

function asWord(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'giu');
}
