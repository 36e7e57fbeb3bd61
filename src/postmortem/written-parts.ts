import { escapeMarkdown } from '../record/to-markdown.ts';
import type { SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { sections } from './sections.ts';

/**
 * The fields of a section, each under its sub-heading: first what the record knows (`facts`, Markdown lines by field
 * key), then what people wrote, else the question.
 */
export function writtenParts(
  section: string,
  ink: Ink,
  facts: Readonly<Record<string, readonly string[]>> = {},
): SectionBody {
  const fields = sections.find(({ key }) => key === section)?.fields ?? [];
  const parts = fields.map((field) => {
    const known = facts[field.key] ?? [];
    return [
      `### ${escapeMarkdown(field.label)}`,
      ...(known.length === 0 ? [] : [known.join('\n')]),
      ink.answer(field.key),
    ].join('\n\n');
  });
  return {
    markdown: parts.join('\n\n'),
    missing: fields.filter((field) => !ink.isWritten(field.key)).map((field) => field.question),
  };
}
