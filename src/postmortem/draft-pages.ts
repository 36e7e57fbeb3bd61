import { pagesOf } from '../incident/pages.ts';
import { sayDuration } from '../record/durations.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom } from './draft.ts';
import type { Ink } from './ink.ts';
import { tellerOf } from './teller-of.ts';

/** Who was fetched, how many had to be asked, and how long it took until one came. Nobody is named. */
export function draftPages({ incident, entries }: DraftFrom, ink: Ink): readonly string[] {
  return pagesOf(incident).map((page) => {
    const asked = page.steps.filter((step) => step.askedAt !== null && step.passed === null);
    const came = asked.flatMap((step) =>
      step.answer === 'coming' && step.answeredAt !== null ? [step.answeredAt] : [],
    );
    const first = Math.min(...came);
    const end = came.length === 0 ? 'nobody came' : `one was coming ${sayDuration(first - page.at)} later`;
    const whom = page.whom === '' ? 'somebody' : escapeMarkdown(page.whom);
    const pager = page.pager?.state === 'failed' ? '; the paging service did not answer' : '';
    const count = asked.length === 1 ? 'one was asked' : `${asked.length} were asked`;
    return `- Paged ${whom} at ${ink.stamp(page.at)}: ${count}, ${end}${pager}${ink.source(tellerOf(entries, page.at))}.`;
  });
}
