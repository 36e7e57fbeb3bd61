import { readTokens, type Token } from './read-tokens.ts';
import { escapeText, type Names, plainOf, unescapeText } from './slack-text.ts';

/**
 * Raw Slack text → Markdown that says the same and does nothing else: no HTML, no headings, no tables, no images.
 * Bold, italics, struck-out words, code, lists and links are carried over. `cell`: for a table, on one line.
 * Entities (`&lt;`) rather than backslashes keep brackets harmless in files and in Slack's own Markdown blocks alike.
 */
export function toMarkdown(raw: string, names: Names, where: 'text' | 'cell' = 'text'): string {
  const blocks = raw.replace(/\r\n?/g, '\n').split(/(```[\s\S]*?```)/);
  return blocks
    .map((block, index) => {
      if (index % 2 === 0) return lines(block, names, where);
      const code = plainOf(block.slice(3, -3), names).replace(/^\n|\n$/g, '');
      return where === 'cell' ? codeSpan(code, where) : `\n${fenced(code)}\n`;
    })
    .filter((part) => part !== '')
    .join(where === 'cell' ? ' ' : '')
    .trim();
}

function fenced(code: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}\n${code}\n${fence}`;
}

function codeSpan(code: string, where: 'text' | 'cell'): string {
  const line = code.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  const span = `${fence}${pad}${line}${pad}${fence}`;
  // Inside a table even code must escape the bar; the table takes the backslash away again.
  return where === 'cell' ? span.replace(/\|/g, '\\|') : span;
}

function longestRun(code: string): number {
  return Math.max(0, ...Array.from(code.matchAll(/`+/g), (run) => run[0].length));
}

function lines(text: string, names: Names, where: 'text' | 'cell'): string {
  const drawn = text.split('\n').map((line) => {
    const [, bullet, rest] = /^\s*([-*•]|\d{1,9}[.)])\s+(\S.*)$/.exec(line) ?? [];
    if (where === 'cell' || bullet === undefined || rest === undefined)
      return atLineStart(inline(line.trim(), names, where));
    const marker = /\d/.test(bullet) ? bullet : '-';
    return `${marker} ${atLineStart(inline(rest, names, where))}`;
  });
  if (where === 'cell') return drawn.filter((line) => line !== '').join(' ');
  // Two spaces at the end keep people's line breaks; list items break by themselves.
  return drawn.map((line, index) => (line === '' || (drawn[index + 1] ?? '') === '' ? line : `${line}  `)).join('\n');
}

/** What would make a heading, a list, a rule or a quotation out of the beginning of a line. */
function atLineStart(line: string): string {
  return line.replace(/^(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$))/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

// Stand-ins, from the private use area, for what must survive escaping; people's own such characters are taken out first.
const [held, bold, italic, struck] = ['\uE000', '\uE001', '\uE002', '\uE003'];

function inline(line: string, names: Names, where: 'text' | 'cell'): string {
  const drawn: string[] = [];
  const hold = (markdown: string) => {
    drawn.push(markdown);
    return held;
  };
  const flat = line
    .replace(/[\uE000-\uE003]/g, '\uFFFD')
    .split(/(`[^`]+`)/)
    .map((part, index) => {
      if (index % 2 === 1) return hold(codeSpan(plainOf(part.slice(1, -1), names), where));
      return readTokens(part)
        .map((token) => (token.kind === 'text' ? unescapeText(token.raw) : hold(drawToken(token, names))))
        .join('');
    })
    .join('');
  const marks: Readonly<Record<string, string>> = { [bold]: '**', [italic]: '_', [struck]: '~~' };
  return escapeMarkdown(emphasize(flat))
    .replace(/[\uE001-\uE003]/g, (mark) => marks[mark] ?? '')
    .replaceAll(held, () => drawn.shift() ?? '');
}

/** Slack's `*bold*`, `_italics_` and `~struck~`, where Slack would read them so: between spaces or punctuation. */
function emphasize(text: string): string {
  return [
    [/(?<![\p{L}\p{N}*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu, bold],
    [/(?<![\p{L}\p{N}_])_([^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}_])/gu, italic],
    [/(?<![\p{L}\p{N}~])~([^\s~](?:[^~]*[^\s~])?)~(?![\p{L}\p{N}~])/gu, struck],
  ].reduce((said, [pattern, mark]) => said.replace(pattern as RegExp, `${mark}$1${mark}`), text);
}

/** Plain text → Markdown that shows it letter by letter. Underscores within words mean nothing and stay bare. */
export function escapeMarkdown(plain: string): string {
  return escapeText(plain)
    .replace(/[\\`*[\]~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}

function drawToken(token: Token, names: Names): string {
  if (token.kind !== 'link') return escapeMarkdown(plainOf(token.raw, names));
  const url = unescapeText(token.url);
  const label = unescapeText(token.label);
  return link(label === '' ? url : label, url);
}

/** A Markdown link from plain text; only the label when the address is of a kind that nobody should follow from here. */
export function link(label: string, url: string): string {
  const text = escapeMarkdown(label.replace(/\s+/g, ' ').trim());
  if (!/^(?:https?|mailto|tel|slack):/i.test(url)) return label === url ? text : `${text} (${escapeMarkdown(url)})`;
  // What could end the address early, or a table's cell, is percent-encoded.
  const safe = url.replace(
    /[\s<>()[\]\\|"'`]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${text}](${safe.replaceAll('&', '&amp;')})`;
}
