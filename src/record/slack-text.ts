import { beginning } from '../incident/cut-text.ts';
import type { Instant } from '../incident/incident.ts';
import { dayOf, inZone } from './in-zone.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** Plain text → raw Slack text in which nothing means anything: only `&`, `<` and `>` are escaped, as Slack asks. */
export function escapeText(plain: string): string {
  if (!/[&<>]/.test(plain)) return plain;
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The way back: exactly the three entities that Slack writes, each once. */
export function unescapeText(escaped: string): string {
  return escaped.replace(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/**
 * Plain text that a person typed into a command or a form → raw Slack text. Escaped, except that the people and
 * channels it names (`<@U1>`, `<#C1|ops>`) stay such: one person is told at most. Nothing else of Slack's syntax survives.
 */
export function escapeTyped(typed: string): string {
  return typed
    .split(/(<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+)(?:\|[^<>|\n]*)?>)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join('');
}

/**
 * Raw Slack text, safe to show again: what would call everybody (`<!channel>`, `<!here>`, `<!everyone>`, user groups)
 * becomes plain words; mentions of people, links and date tokens stay. Stray brackets are escaped.
 */
export function quoteText(raw: string): string {
  return readTokens(raw)
    .map((token) => {
      if (token.kind === 'call') return escapeText(`@${unescapeText(token.label)}`);
      if (token.kind === 'text') return escapeText(unescapeText(token.raw));
      return token.raw;
    })
    .join('');
}

/**
 * At most `length` characters (UTF-16 units, as Slack's limits count), `…` included. Never cuts a letter with its marks,
 * an emoji, an entity or a `<…>` token in two. Works on raw and on plain text.
 */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  if (length < 1) return '';
  let kept = '';
  for (const [piece] of text.matchAll(tokensAndWords)) {
    const left = length - 1 - kept.length;
    if (piece.length > left) {
      const isWords = !/^[<&]./s.test(piece);
      kept += isWords ? beginning(piece, left) : '';
      break;
    }
    kept += piece;
  }
  return `${kept.trimEnd()}…`;
}

/** A token or an entity, which is one piece, or what stands between them. */
const tokensAndWords = /<(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]*>|&(?:amp|lt|gt);|[^<&]+|[<&]/gi;

/** What stands behind an id: a user's name, a channel's; the id itself when nobody knows. Plain text. */
export type Names = (id: string) => string;

/** Raw Slack text → plain text: `@ana`, `#ops`, `label (url)`, dates as their fallback. */
export function plainOf(raw: string, names: Names): string {
  return readTokens(raw)
    .map((token) => plainToken(token, names))
    .join('');
}

function plainToken(token: Token, names: Names): string {
  switch (token.kind) {
    case 'text':
      return unescapeText(token.raw);
    case 'user':
      return `@${names(token.id)}`;
    case 'channel':
      return `#${token.label === '' ? names(token.id) : unescapeText(token.label)}`;
    case 'call':
      return `@${unescapeText(token.label)}`;
    case 'date':
      return unescapeText(token.label);
    case 'link': {
      const url = unescapeText(token.url);
      const label = unescapeText(token.label);
      if (label === '' || label === url) return url;
      return url === `mailto:${label}` || url === `tel:${label}` ? label : `${label} (${url})`;
    }
  }
}

/**
 * A time that each reader sees in their own zone. `format` in Slack's words, such as `{time}` or
 * `{date_short_pretty} at {time}`; who cannot see it so reads UTC, with the day unless the format is the time alone.
 */
export function dateToken(at: Instant, format: string): string {
  const utc = inZone(at, 'UTC');
  const fallback = format === '{time}' ? `${utc.time} UTC` : `${dayOf(at, 'UTC')}, ${utc.time} UTC`;
  return `<!date^${Math.floor(at / 1000)}^${format}|${fallback}>`;
}
