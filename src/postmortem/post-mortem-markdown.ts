import { escapeMarkdown } from '../record/to-markdown.ts';
import type { Draft } from './draft.ts';

/** The whole draft as one Markdown file, `INC-42-post-mortem.md`; a heading for each section, in order. */
export function postMortemMarkdown(draft: Draft): string {
  const title = `# ${escapeMarkdown(draft.title.replace(/\s+/g, ' ').trim())}`;
  const parts = draft.sections.map((section) => `## ${section.title}\n\n${section.markdown.trim()}`);
  return `${[title, ...parts].join('\n\n')}\n`;
}
