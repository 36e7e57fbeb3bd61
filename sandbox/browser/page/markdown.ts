import { type Child, h } from './dom.ts';
import { linkTo, plainText, inline as slackInline } from './mrkdwn.ts';

/**
 * A markdown block, and a Markdown file, drawn: headings, lists, tables, quotes, code. Mentions and times of Slack's work in it too.
 * Tables and code scroll by themselves where the page is narrow.
 */
export function markdown(text: string): Child[] {
  const rows = text.split('\n');
  const out: Child[] = [];
  let at = 0;
  const take = (fits: (line: string) => boolean): string[] => {
    const from = at;
    while (at < rows.length && fits(rows[at] as string)) at += 1;
    return rows.slice(from, at);
  };
  while (at < rows.length) {
    const line = rows[at] as string;
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading) {
      out.push(h(`h${Math.min(6, (heading[1]?.length ?? 1) + 2)}` as 'h3', {}, words(heading[2] ?? '')));
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      const code = take((one) => !one.startsWith('```'));
      at += 1;
      out.push(h('pre', { tabindex: '0' }, code.join('\n')));
    } else if (/^\s*\|.*\|\s*$/.test(line)) out.push(table(take((one) => /^\s*\|.*\|\s*$/.test(one))));
    else if (isItem(line)) out.push(list(take((one) => isItem(one) || /^\s{2,}\S/.test(one))));
    else if (/^(&gt;|>)/.test(line))
      out.push(
        h(
          'blockquote',
          {},
          take((one) => /^(&gt;|>)/.test(one)).flatMap((one) => [words(one.replace(/^(&gt;|>) ?/, '')), h('br')]),
        ),
      );
    else if (/^(-{3,}|\*{3,})$/.test(line.trim())) {
      out.push(h('hr'));
      at += 1;
    } else {
      const paragraph = take((one) => one.trim() !== '' && !isItem(one) && !/^(#{1,6} |```|\s*\||>|&gt;)/.test(one));
      // A line that looks like the start of something and is none of it.
      if (!paragraph.length) paragraph.push(rows[at++] as string);
      out.push(
        h(
          'p',
          {},
          paragraph.flatMap((one, index) => (index ? [h('br'), words(one)] : [words(one)])),
        ),
      );
    }
  }
  return out;
}

const isItem = (line: string): boolean => /^\s*([-*+]|\d+[.)]) +/.test(line);

function list(rows: string[]): Child {
  const numbered = /^\s*\d/.test(rows[0] ?? '');
  const items: HTMLElement[] = [];
  for (const row of rows) {
    const item = /^\s*(?:[-*+]|\d+[.)]) +(.*)$/.exec(row)?.[1];
    if (item === undefined) items.at(-1)?.append(h('br'), h('span', {}, words(row.trim())));
    else {
      const box = /^\[( |x)\] (.*)$/.exec(item);
      items.push(
        h(
          'li',
          /^\s{2,}/.test(row) ? { class: 'deep' } : {},
          box ? [box[1] === 'x' ? '☑ ' : '☐ ', words(box[2] ?? '')] : words(item),
        ),
      );
    }
  }
  return h(numbered ? 'ol' : 'ul', {}, items);
}

function table(rows: string[]): Child {
  const cells = (row: string) =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [head = '', ...rest] = rows;
  const body = rest.filter((row) => !/^[\s|:-]+$/.test(row));
  return h(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          cells(head).map((cell) => h('th', { scope: 'col' }, words(cell))),
        ),
      ),
      h(
        'tbody',
        {},
        body.map((row) =>
          h(
            'tr',
            {},
            cells(row).map((cell) => h('td', {}, words(cell))),
          ),
        ),
      ),
    ),
  );
}

/** Bold, italic, struck, code and links of one line. */
function words(text: string): Child[] {
  return text.split(/(`[^`]+`|\[[^\]]+\]\([^()\s]+\)|\*\*.+?\*\*|~~.+?~~|<br ?\/?>)/).map((piece): Child => {
    if (/^`[^`]+`$/.test(piece)) return h('code', {}, piece.slice(1, -1));
    const link = /^\[([^\]]+)\]\(([^()\s]+)\)$/.exec(piece);
    if (link) return linkTo(plainText(link[2] ?? ''), plainText(link[1] ?? ''));
    if (/^\*\*.+\*\*$/.test(piece)) return h('strong', {}, words(piece.slice(2, -2)));
    if (/^~~.+~~$/.test(piece)) return h('s', {}, words(piece.slice(2, -2)));
    if (/^<br ?\/?>$/.test(piece)) return h('br');
    return slackInline(
      piece
        .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
        .replace(/(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\p{L}\p{N}*])/gu, '_$1_'),
    );
  });
}
