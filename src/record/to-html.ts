import { readTokens, type Token } from './read-tokens.ts';
import { type Names, plainOf, unescapeText } from './slack-text.ts';

/**
 * Raw Slack text → HTML that says the same and does nothing else: whatever people typed is escaped, and the only tags are
 * ours. Bold, italics, struck-out words, code and links are carried over. Line breaks stay as they are: show the result
 * with `white-space: pre-wrap`.
 */
export function toHtml(raw: string, names: Names): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .split(/(```[\s\S]*?```)/)
    .map((block, index) =>
      index % 2 === 0
        ? prose(block, names)
        : `<pre><code>${escapeHtml(plainOf(block.slice(3, -3), names).replace(/^\n|\n$/g, ''))}</code></pre>`,
    )
    .join('')
    .trim();
}

/** Plain text → HTML that shows it letter by letter, within elements and within quoted attributes alike. */
export function escapeHtml(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A link from plain text; only the label when the address is of a kind that nobody should follow from here. */
export function anchor(label: string, url: string): string {
  if (!/^(?:https?|mailto|tel|slack):/i.test(url)) {
    return label === url ? escapeHtml(label) : `${escapeHtml(label)} (${escapeHtml(url)})`;
  }
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(label)}</a>`;
}

// A stand-in, from the private use area, for what is drawn already; people's own such characters are taken out first.
const held = '\uE000';
const styles = [
  { pattern: /(?<![\p{L}\p{N}*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu, tag: 'b' },
  { pattern: /(?<![\p{L}\p{N}_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}_])/gu, tag: 'i' },
  { pattern: /(?<![\p{L}\p{N}~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\p{L}\p{N}~])/gu, tag: 's' },
] as const;

function prose(text: string, names: Names): string {
  const drawn: string[] = [];
  const hold = (html: string) => {
    drawn.push(html);
    return held;
  };
  const flat = text
    .replace(/\uE000/g, '\uFFFD')
    .split(/(`[^`\n]+`)/)
    .map((part, index) => {
      if (index % 2 === 1) return hold(`<code>${escapeHtml(plainOf(part.slice(1, -1), names))}</code>`);
      return readTokens(part)
        .map((token) => (token.kind === 'text' ? unescapeText(token.raw) : hold(drawToken(token, names))))
        .join('');
    })
    .join('');
  return styled(flat).replaceAll(held, () => drawn.shift() ?? '');
}

/** One sort of emphasis within another would have to be closed in order; the first that is found wins its words. */
function styled(text: string): string {
  for (const { pattern, tag } of styles) {
    const parts = text.split(pattern);
    // Split by a pattern with one group: what stands at odd places was inside.
    if (parts.length > 1) {
      return parts.map((part, index) => (index % 2 === 1 ? `<${tag}>${styled(part)}</${tag}>` : styled(part))).join('');
    }
  }
  return escapeHtml(text);
}

function drawToken(token: Token, names: Names): string {
  if (token.kind === 'link') {
    const url = unescapeText(token.url);
    return anchor(token.label === '' ? url : unescapeText(token.label), url);
  }
  const words = `<bdi>${escapeHtml(plainOf(token.raw, names))}</bdi>`;
  return token.kind === 'user' ? `<b class="who">${words}</b>` : words;
}
