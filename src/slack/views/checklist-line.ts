import type { Incident } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { type ChecklistSummary, summarize } from '../../record/checklist-summary.ts';
import { escapeText, shorten } from '../../record/slack-text.ts';

const shownItems = 4;
const itemLength = 80;

/** `Is there a problem?  Suspected: … · Ruled out: … · Open: 3`, raw, a line for each checklist of the phase. */
export function checklistLines(incident: Incident, phase: ChecklistPhase): readonly string[] {
  return summarize(incident, phase).map((summary) => `*${escapeText(summary.title)}*  ${known(summary)}`);
}

function known(summary: ChecklistSummary): string {
  const parts = [
    named(summary.yes, summary.suspected),
    named(summary.no, summary.ruledOut),
    named('Being checked', summary.checking),
    `Open: ${summary.open}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function named(label: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const shown = texts.slice(0, shownItems).map((text) => escapeText(shorten(withoutMark(text), itemLength)));
  const more = texts.length - shown.length;
  return `${escapeText(label)}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Questions read on as plain statements; a note stands in brackets behind its question. */
function withoutMark(text: string): string {
  return text.replace(/[?？؟]\s*(?=$|\()/g, ' ').trim();
}
