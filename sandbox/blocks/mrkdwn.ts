import { readDateToken } from './date-token.ts';

/** Who reads, when and where: names are looked up, times are shown in the reader's own zone. */
export type Viewer = {
  /** IANA name, such as `Europe/Vienna`. */
  zone: string;
  /** Milliseconds since 1970. */
  now: number;
  userName(id: string): string;
  channelName(id: string): string;
  groupHandle(id: string): string;
};

export type Reading = {
  /** Show where links lead: `label (https://…)`. */
  withLinks?: boolean;
};

/** Stands for a piece that formatting must not reach into: code, a mention, a link. */
const HELD = '\uFFFC';
const PIECE = /```[\s\S]*?```|`[^`\n]+`|<[^<>\n]+>|\uFFFC/g;

/**
 * Slack's mrkdwn as a person reads it, in plain text: names for mentions, labels for links, times in the reader's zone,
 * `*` `_` `~` gone where Slack formats with them. Code keeps its backticks.
 */
export function readMrkdwn(text: string, viewer: Viewer, reading: Reading = {}): string {
  const held: string[] = [];
  const open = text.replace(PIECE, (piece) => {
    held.push(piece.startsWith('<') ? readEntity(piece.slice(1, -1), viewer, reading) : unescapeText(piece));
    return HELD;
  });
  const plain = unescapeText(markers.reduce(withoutMarker, open));
  return plain.replaceAll(HELD, () => held.shift() ?? HELD);
}

/** Slack escapes exactly these three; other entities are shown as they stand. */
export function unescapeText(text: string): string {
  const plain: { [entity: string]: string } = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => plain[entity] ?? entity);
}

/**
 * A pair of markers where it formats: at the edge of a word on the outside, tight around the words inside, on one line.
 * `2*3*4`, `snake_case_name`, `__init__` and `~/src` are ordinary text.
 */
const pairOf = (m: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}${m}])${m}(?![\\s${m}])([^\\n]*?)(?<![\\s${m}])${m}(?![\\p{L}\\p{N}${m}])`, 'gu');
const markers = [
  { marker: '*', pair: pairOf('\\*') },
  { marker: '_', pair: pairOf('_') },
  { marker: '~', pair: pairOf('~') },
];

function withoutMarker(text: string, { marker, pair }: (typeof markers)[number]): string {
  return text.includes(marker) ? text.replace(pair, '$1') : text;
}

function readEntity(inside: string, viewer: Viewer, reading: Reading): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(inside.slice(bar + 1));
  const mention = /^(?:@(?<user>[UW]\w+)|#(?<channel>[CGD]\w+)|!subteam\^(?<group>S\w+))$/.exec(target)?.groups;
  if (mention?.user) return `@${viewer.userName(mention.user)}`;
  if (mention?.channel) return `#${viewer.channelName(mention.channel)}`;
  if (mention?.group) return `@${viewer.groupHandle(mention.group).replace(/^@/, '')}`;
  if (/^!(?:here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
  if (target.startsWith('!date^')) return readDate(target.split('^'), label, viewer, reading);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return readLink(unescapeText(target), label, reading);
  return label ?? unescapeText(`<${inside}>`);
}

/** `!date^UNIX^FORMAT^LINK|FALLBACK`; the fallback is read when the rest cannot be. */
function readDate(parts: string[], fallback: string | undefined, viewer: Viewer, reading: Reading): string {
  const [, seconds = '', format = '', ...link] = parts;
  const read = /^\d{1,12}$/.test(seconds) ? readDateToken(Number(seconds), unescapeText(format), viewer) : undefined;
  return readLink(unescapeText(link.join('^')), read ?? fallback ?? '', reading);
}

function readLink(url: string, label: string | undefined, { withLinks }: Reading): string {
  const shown = label ?? url.replace(/^mailto:/, '');
  return withLinks && url !== '' && url !== shown && url !== `mailto:${shown}` ? `${shown} (${url})` : shown;
}
