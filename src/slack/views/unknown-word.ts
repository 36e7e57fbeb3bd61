import type { KnownBlock } from '@slack/types';
import { escapeText, shorten } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** A title is carried whole up to here, as escaped JSON in a button's value (2,000 characters at most). */
const carriedLength = 600;

/**
 * A first word that is nearly a command: asked about, with a way out for who meant a title.
 * `typed` is plain; `suggestion` the right form, such as `/incident severity sev2`; `title` empty: it can be none.
 */
export function unknownWord(typed: string, suggestion: string, title = typed): Message {
  const word = typed.trim().split(/\s+/)[0] ?? '';
  const raw = `I don't know “/incident ${escapeText(shorten(word, 60))}”. Did you mean \`${escapeText(suggestion)}\`? \`/incident help\` shows everything.`;
  return message(raw, [section(raw), ...declareInstead(title)]);
}

/** For who meant a title; plain, and none where it is empty. */
export function declareInstead(title: string): readonly KnownBlock[] {
  const meant = title.trim();
  if (meant === '') return [];
  return actions([
    button(`Declare “${shorten(meant, 50)}”`, 'declare_title', { title: shorten(meant, carriedLength) }),
  ]);
}
