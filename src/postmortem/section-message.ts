import { shorten } from '../record/slack-text.ts';
import type { DraftedSection } from './draft.ts';

// Slack takes 12,000 characters in all Markdown blocks of a message together; the rest is for heading and question.
const mostCharacters = 11_000;
const mostRows = 60;
const cutLine = 'This is not all of it: the file has all of it.';

/**
 * A section as a reply in the thread shows it: Markdown of at most 11,000 characters and 60 rows of a table, cut
 * between lines, with a last line that says where the rest is.
 */
export function sectionMessage(section: Pick<DraftedSection, 'markdown'>): string {
  const all = section.markdown.split('\n');
  const room = mostCharacters - cutLine.length - 10;
  const kept: string[] = [];
  let length = 0;
  let rows = 0;
  let cut = false;
  for (const line of all) {
    const isRow = line.startsWith('|');
    rows = isRow ? rows + 1 : 0;
    // Two rows more: the table's head and the line under it.
    if (rows > mostRows + 2) {
      cut = true;
      continue;
    }
    if (length + line.length + 1 > room) {
      cut = true;
      // A text without line breaks is cut within; a row of a table is dropped, for half a row is none.
      if (!isRow) kept.push(shorten(line, Math.max(0, room - length)));
      break;
    }
    kept.push(line);
    length += line.length + 1;
  }
  const text = kept.join('\n').trim();
  return cut ? `${text}${openFence(kept)}\n\n${cutLine}` : text;
}

/** Closes a code block that the cut left open, else the last line would be code. */
function openFence(lines: readonly string[]): string {
  let open = '';
  for (const line of lines) {
    const fence = /^(?:> )?(`{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === '') open = fence;
    else if (fence.length >= open.length) open = '';
  }
  return open === '' ? '' : `\n${open}`;
}
