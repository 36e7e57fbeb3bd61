import type { Memory } from '../incident/memory.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { writtenParts } from './written-parts.ts';

const asked = [
  ['unwritten', 'Done, and written down nowhere'],
  ['surprised', 'What surprised people'],
  ['remember', 'Must not be forgotten'],
] as const satisfies readonly (readonly [keyof Memory, string])[];

/** What people write, and what those who took part remembered when they were asked, without their names. */
export function draftLessons({ memories }: DraftFrom, ink: Ink): SectionBody {
  const parts = writtenParts('lessons', ink);
  const told = asked.flatMap(([key, title]) => {
    const quotes = memories
      .filter((memory) => memory[key].trim() !== '')
      .map((memory) => quote(memory[key], memory.at, ink));
    return quotes.length === 0 ? [] : [`### ${title}`, ...quotes];
  });
  return { markdown: [parts.markdown, ...told].join('\n\n'), missing: parts.missing };
}

function quote(text: string, at: number, ink: Ink): string {
  return ink
    .typed(text, at)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
