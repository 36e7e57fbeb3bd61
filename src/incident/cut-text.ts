/** At most `length` characters (UTF-16 units), `…` included; no letter with its marks and no emoji is cut in two. */
export function cutText(whole: string, length: number): string {
  // Half a surrogate pair, as a cut-off emoji leaves it, cannot be stored: PostgreSQL's jsonb refuses it.
  const text = whole.toWellFormed();
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
