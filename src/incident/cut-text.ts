const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `length` characters (UTF-16 units), `…` included; no letter with its marks and no emoji is cut in two. */
export function cutText(whole: string, length: number): string {
  // Half a surrogate pair, as a cut-off emoji leaves it, cannot be stored: PostgreSQL's jsonb refuses it.
  const text = whole.toWellFormed();
  return text.length <= length ? text : `${beginning(text, length - 1).trimEnd()}…`;
}

/** As many whole letters, with their marks, as fit into `length` UTF-16 units. */
export function beginning(text: string, length: number): string {
  const most = Math.max(length, 0);
  if (isPlain(text.charCodeAt(most - 1)) && isPlain(text.charCodeAt(most))) return text.slice(0, most);
  // The letter of which the first unit that is too many is part begins where the cut must be. What stands behind that unit,
  // or its pair, does not move the beginning, and is most of a long text.
  return text.slice(0, letters.segment(text.slice(0, most + 2)).containing(most)?.index);
}

/** A printable one of ASCII: between two of them a cut never goes through a letter. https://unicode.org/reports/tr29 */
function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit <= 0x7e;
}
