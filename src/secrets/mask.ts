import type { Masked } from '../record/mask.ts';
import { type Finding, find } from './find.ts';
import { mayHold } from './may-hold.ts';
import { overLinks, plainView } from './plain-view.ts';

/** See `Mask`. A text without a credential costs a few microseconds and comes back as it is. */
export function mask(raw: string): Masked {
  const found = joined(findInMarkup(raw));
  if (found.length === 0) return { text: raw, kinds: [] };
  let text = '';
  let done = 0;
  for (const { kind, start, end } of found) {
    text += `${raw.slice(done, start)}[credential removed: ${kind}]`;
    done = end;
  }
  return { text: text + raw.slice(done), kinds: [...new Set(found.map(({ kind }) => kind))] };
}

/** In the text as Slack wrote it, and as a reader sees it. */
function findInMarkup(raw: string): readonly Finding[] {
  const view = plainView(raw);
  const found = findWithin(raw).map((finding) => {
    const [start, end] = view === null ? [finding.start, finding.end] : overLinks(raw, finding.start, finding.end);
    return { ...finding, start, end };
  });
  if (view === null || view.text === raw) return found;
  const seen = findWithin(view.text).map((finding) => {
    const [start, end] = view.rawRange(finding.start, finding.end);
    return { ...finding, start, end };
  });
  return [...found, ...seen];
}

function findWithin(text: string): readonly Finding[] {
  if (!mayHold(text)) return [];
  // `_ghp_…_` is slanted in Slack; to a rule the signs would belong to the token, and make it no token.
  const upright = text.replace(/(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])/g, (signs) => ' '.repeat(signs.length));
  const found = upright === text ? find(text) : [...find(text), ...find(upright)];
  return found.map((finding) => ({ ...finding, end: withoutQuotes(text, finding) }));
}

/** The rules for addresses run on to the next space: closing quotes are not the credential's. */
function withoutQuotes(text: string, { start, end }: Finding): number {
  let last = end;
  while (last > start && '`\'"”’'.includes(text[last - 1] ?? '')) last -= 1;
  return last;
}

/** Stretches in order, those that overlap made one, which is named after the first (of two, after the longer). */
function joined(found: readonly Finding[]): readonly Finding[] {
  const whole: Finding[] = [];
  for (const finding of found.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const before = whole.at(-1);
    if (before === undefined || finding.start >= before.end) whole.push(finding);
    else whole[whole.length - 1] = { ...before, end: Math.max(before.end, finding.end) };
  }
  return whole;
}
