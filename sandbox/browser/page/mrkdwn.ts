import { readDateToken } from '../../blocks/date-token.ts';
import { act, app, channelOf, me, nameOf, now, userOf } from './app.ts';
import { type Child, h } from './dom.ts';
import { emojiNode } from './emoji.ts';
import { go, goToLink } from './go.ts';

const L = '\\p{L}\\p{N}';
const pair = (mark: string): string =>
  `(?<![${L}${mark}])${mark}(?![\\s${mark}])([^\\n]*?)(?<![\\s${mark}])${mark}(?![${L}${mark}])`;
/** Code, `<entities>`, bold, italic, struck, emoji: whatever comes first. */
const INLINE = new RegExp(
  ['`([^`\\n]+)`', '<([^<>\\n]+)>', pair('\\*'), pair('_'), pair('~'), ':([a-z0-9_+-]+):'].join('|'),
  'gu',
);

/** Slack's mrkdwn as its clients draw it: quotes, code, lists as typed, mentions, links, times in the viewer's zone. */
export function mrkdwn(text: string): Child[] {
  return text.split(/(```[\s\S]*?```)/).flatMap((piece, index): Child[] => {
    if (index % 2 === 1) return [h('pre', {}, plainText(piece.slice(3, -3).replace(/^\n/, '')))];
    return quotes(piece);
  });
}

function quotes(text: string): Child[] {
  const out: Child[] = [];
  let quoted: string[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (quoted.length) out.push(h('blockquote', {}, inline(quoted.join('\n'))));
    if (plain.length) out.push(inline(plain.join('\n')));
    quoted = [];
    plain = [];
  };
  for (const line of text.split('\n')) {
    const inside = /^&gt; ?(.*)$/.exec(line)?.[1];
    if (inside === undefined ? quoted.length : plain.length) flush();
    if (inside === undefined) plain.push(line);
    else quoted.push(inside);
  }
  flush();
  return out;
}

export function inline(text: string): Child[] {
  const out: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) out.push(lines(text.slice(from, match.index)));
    const [whole, code, entityText, bold, italic, struck, sign] = match;
    if (code !== undefined) out.push(h('code', {}, plainText(code)));
    else if (entityText !== undefined) out.push(entity(entityText));
    else if (bold !== undefined) out.push(h('strong', {}, inline(bold)));
    else if (italic !== undefined) out.push(h('em', {}, inline(italic)));
    else if (struck !== undefined) out.push(h('s', {}, inline(struck)));
    else if (sign !== undefined) out.push(emojiNode(sign));
    from = match.index + whole.length;
  }
  if (from < text.length) out.push(lines(text.slice(from)));
  return out;
}

const lines = (text: string): Child[] =>
  plainText(text)
    .split('\n')
    .flatMap((line, index) => (index ? [h('br'), line] : [line]));

export const plainText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What stands between `<` and `>`: a mention, a channel, a time, a link. */
function entity(inside: string): Child {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : plainText(inside.slice(bar + 1));
  const [, sort, id = ''] = /^(@|#|!subteam\^)(\w+)$/.exec(target) ?? [];
  if (sort === '@') return mention(id);
  if (sort === '#') return channelLink(id);
  if (sort) return groupMention(id);
  if (/^!(here|channel|everyone)$/.test(target)) return h('span', { class: 'mention mine' }, `@${target.slice(1)}`);
  if (target.startsWith('!date^')) return dateToken(target.split('^'), label ?? '');
  if (/^(https?|mailto):/i.test(target)) return linkTo(plainText(target), label);
  return label ?? plainText(`<${inside}>`);
}

export function mention(id: string): Child {
  const user = userOf(id);
  const mine = id === app.state.me;
  return h(
    'span',
    { class: mine ? 'mention mine' : 'mention', title: user?.title || user?.realName },
    `@${nameOf(id)}`,
  );
}

export function groupMention(id: string): Child {
  return h('span', { class: 'mention' }, `@${app.state.groups.find((one) => one.id === id)?.handle ?? id}`);
}

export function channelLink(id: string): Child {
  const channel = channelOf(id);
  if (!channel) return h('span', { class: 'mention' }, '🔒 private channel');
  return h(
    'a',
    { class: 'mention', href: `#${channel.name}`, onclick: leading(() => void go(id)) },
    `#${channel.name}`,
  );
}

/** Links of the workspace stay in the page; others open in a window of their own and learn nothing of us. */
export function linkTo(url: string, label?: string): Child {
  const shown = label ?? url.replace(/^mailto:/, '');
  if (!/^(https?|mailto):/i.test(url)) return shown;
  const own = /^https?:\/\/[\w-]+\.slack\.com\/archives\//.test(url);
  if (own) return h('a', { href: '#', title: 'Open in the workspace', onclick: leading(() => goToLink(url)) }, shown);
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', title: url }, shown);
}

/** Goes there; a form that the link stands in is closed, for it would lie over the place. */
const leading = (run: () => unknown) => (event: Event) => {
  event.preventDefault();
  const form = event.target instanceof Element && event.target.closest('dialog') ? app.state.views.at(-1) : undefined;
  if (form) void act({ do: 'close', view: form.id, all: true });
  run();
};

function dateToken(parts: string[], fallback: string): Child {
  const [, seconds = '', format = '', ...link] = parts;
  const at = Number(seconds);
  const viewer = { zone: me().zone, now: now() };
  const read = Number.isFinite(at) ? readDateToken(at, plainText(format), viewer) : undefined;
  const text = read ?? fallback;
  const whole = readDateToken(at, '{date_long} at {time_secs}', viewer) ?? '';
  const data = format.includes('{ago}') ? { at: String(at), format: plainText(format) } : {};
  const shown = h('time', { title: whole, data }, text);
  const url = link.join('^');
  return url ? h('span', {}, linkTo(plainText(url), text)) : shown;
}

/** `5 minutes ago` goes on while one looks at it. */
export function refreshAgo(): void {
  for (const time of document.querySelectorAll<HTMLElement>('time[data-format]')) {
    const text = readDateToken(Number(time.dataset.at), time.dataset.format ?? '', { zone: me().zone, now: now() });
    if (text && text !== time.textContent) time.textContent = text;
  }
}

/** A ts on the viewer's clock. */
export function clockOf(ts: string, zone = me().zone): string {
  return readDateToken(Math.floor(Number(ts)), '{time}', { zone, now: now() }) ?? '';
}
export function dayOf(ts: string): string {
  const day = readDateToken(Math.floor(Number(ts)), '{date_long_pretty}', { zone: me().zone, now: now() }) ?? '';
  return day.charAt(0).toUpperCase() + day.slice(1);
}
