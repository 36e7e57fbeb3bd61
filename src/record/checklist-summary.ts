import type { Incident, Phase } from '../incident/incident.ts';
import type { ChecklistItem, ChecklistPhase } from '../incident/policy.ts';

/** All texts are plain; an answer's note stands in brackets behind its item. */
export interface ChecklistSummary {
  /** Of the first checklist of the phase; empty when the phase has none. */
  readonly title: string;
  /** How the words of the first checklist call a Yes and a No, such as `Suspected` and `Ruled out`. */
  readonly yes: string;
  readonly no: string;
  readonly suspected: readonly string[];
  readonly ruledOut: readonly string[];
  readonly checking: readonly string[];
  /** Not settled yet: unanswered, or somebody is checking. */
  readonly open: number;
}

/** `Suspected: … · Ruled out: … · Open: 3`, as facts. `suspected` holds every Yes: in the
 * checks for a cause items are worded so that Yes means suspect, elsewhere `yes` names it. N/A is neither. */
export function summarize(incident: Incident, phase: ChecklistPhase): ChecklistSummary {
  const items = itemsOf(incident, phase);
  const answered = (answer: string) =>
    items.filter((item) => incident.checks[item.id]?.answer === answer).map((item) => withNote(incident, item));
  const first = incident.policy.checklists.find((checklist) => checklist.phase === phase);
  return {
    title: first?.title ?? '',
    yes: first?.yes ?? '',
    no: first?.no ?? '',
    suspected: answered('yes'),
    ruledOut: answered('no'),
    checking: answered('checking'),
    open: items.filter((item) => isUnsettled(incident, item)).length,
  };
}

/** Texts of the items that nobody has settled. */
export function unanswered(incident: Incident, phase: ChecklistPhase): readonly string[] {
  return itemsOf(incident, phase)
    .filter((item) => isUnsettled(incident, item))
    .map((item) => item.text);
}

/** The checklist that people work on in a phase; of a cancelled incident, the first. */
export function checklistPhaseOf(phase: Phase): ChecklistPhase {
  if (phase === 'contained') return 'contained';
  return phase === 'resolved' || phase === 'closed' ? 'resolved' : 'identifying';
}

function itemsOf(incident: Incident, phase: ChecklistPhase): readonly ChecklistItem[] {
  return incident.policy.checklists.filter((checklist) => checklist.phase === phase).flatMap(({ items }) => items);
}

function isUnsettled(incident: Incident, item: ChecklistItem): boolean {
  const answer = incident.checks[item.id]?.answer ?? null;
  return answer === null || answer === 'checking';
}

function withNote(incident: Incident, item: ChecklistItem): string {
  const note = incident.checks[item.id]?.note ?? '';
  return note === '' ? item.text : `${item.text} (${note})`;
}
