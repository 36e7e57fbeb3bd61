/**
 * A text of Slack as the reader sees it, with the way back: Slack writes `&amp;` for `&`, and wraps what it takes for
 * an address, so that `postgres://app:pw@db.example.com` comes as
 * `postgres://app:<mailto:pw@db.example.com|pw@db.example.com>`. A credential is found in what the person wrote.
 */
export interface PlainView {
  readonly text: string;
  /** Where a stretch of the view stands in Slack's text; a link that it touches is in it as a whole. */
  rawRange(start: number, end: number): readonly [start: number, end: number];
}

interface Piece {
  readonly at: number;
  readonly rawStart: number;
  readonly rawEnd: number;
  /** Cannot be cut: a link, an escaped sign. */
  readonly whole: boolean;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** Null when the text has no markup: then it is its own view. */
export function plainView(raw: string): PlainView | null {
  if (!raw.includes('<') && !raw.includes('&')) return null;
  const pieces: Piece[] = [];
  let text = '';
  let done = 0;
  const add = (shown: string, rawStart: number, rawEnd: number, whole: boolean): void => {
    if (shown !== '') pieces.push({ at: text.length, rawStart, rawEnd, whole });
    text += shown;
  };
  for (const match of raw.matchAll(/<([^<>\n]*)>|&(amp|lt|gt);/g)) {
    add(raw.slice(done, match.index), done, match.index, false);
    done = match.index + match[0].length;
    const [, token, entity] = match;
    add(token === undefined ? (entities[entity ?? ''] ?? '') : shownOf(token), match.index, done, true);
  }
  add(raw.slice(done), done, raw.length, false);
  const pieceAt = (index: number): Piece | undefined => pieces.findLast(({ at }) => at <= index);
  return {
    text,
    rawRange(start, end) {
      const first = pieceAt(start);
      const last = pieceAt(end - 1);
      if (first === undefined || last === undefined) return [0, raw.length];
      return [
        first.whole ? first.rawStart : first.rawStart + start - first.at,
        last.whole ? last.rawEnd : last.rawStart + end - last.at,
      ];
    },
  };
}

/** Of `https://x.example|x` the words, of `mailto:a@b.example` the address; a mention ends whatever stands before it. */
function shownOf(token: string): string {
  if (/^[@#!]/.test(token)) return ' ';
  const [address = '', ...label] = token.split('|');
  return label.length > 0 ? label.join('|') : address.replace(/^mailto:/, '');
}

/** Grows a stretch of Slack's text over the links that it touches: half a link is none. */
export function overLinks(raw: string, start: number, end: number): readonly [start: number, end: number] {
  let [from, to] = [start, end];
  for (const match of raw.matchAll(/<[^<>\n]*>/g)) {
    const after = match.index + match[0].length;
    if (match.index >= to || after <= from) continue;
    from = Math.min(from, match.index);
    to = Math.max(to, after);
  }
  return [from, to];
}
