import type { Incident } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { summarize } from '../../record/checklist-summary.ts';
import { escapeText, shorten } from '../../record/slack-text.ts';

const shownItems = 4;
const itemLength = 80;

/** `Suspected: … · Ruled out: … · Open: 3`, raw; null when the phase has no checklist. */
export function checklistLine(incident: Incident, phase: ChecklistPhase): string | null {
  const first = incident.policy.checklists.find((list) => list.phase === phase && list.items.length > 0);
  if (first === undefined) return null;
  const summary = summarize(incident, phase);
  const parts = [
    named(first.yes, summary.suspected),
    named(first.no, summary.ruledOut),
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
