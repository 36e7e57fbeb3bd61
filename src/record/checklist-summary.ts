import type { Incident } from '../incident/incident.ts';
import type { Checklist, ChecklistItem, ChecklistPhase } from '../incident/policy.ts';

/** What is known of one checklist. All texts are plain; an answer's note stands in brackets behind its item. */
export interface ChecklistSummary {
  readonly title: string;
  /** How its words call a Yes and a No, such as `Suspected` and `Ruled out`. */
  readonly yes: string;
  readonly no: string;
  /** Items answered Yes: in the checks for a cause those that are suspected. N/A is neither. */
  readonly suspected: readonly string[];
  readonly ruledOut: readonly string[];
  readonly checking: readonly string[];
  /** Not settled yet: unanswered, or somebody is checking. */
  readonly open: number;
}

/** `Suspected: … · Ruled out: … · Open: 3` of every checklist of a phase, as facts, in order. */
export function summarize(incident: Incident, phase: ChecklistPhase): readonly ChecklistSummary[] {
  return incident.policy.checklists
    .filter((list) => list.phase === phase && list.items.length > 0)
    .map((list) => summary(incident, list));
}

/**
 * The checklist that people work on now: that of the phase, if it has one. While contained, the checks for a cause
 * go on; a cancelled incident shows the first.
 */
export function checklistPhaseOf(incident: Pick<Incident, 'phase' | 'policy'>): ChecklistPhase {
  const { phase, policy } = incident;
  if (phase === 'resolved' || phase === 'closed') return 'resolved';
  return phase === 'contained' && policy.checklists.some((list) => list.phase === 'contained')
    ? 'contained'
    : 'identifying';
}

function summary(incident: Incident, { title, yes, no, items }: Checklist): ChecklistSummary {
  const answered = (answer: string) =>
    items.filter((item) => incident.checks[item.id]?.answer === answer).map((item) => withNote(incident, item));
  const settled = items.filter((item) => ['yes', 'no', 'na'].includes(incident.checks[item.id]?.answer ?? ''));
  return {
    title,
    yes,
    no,
    suspected: answered('yes'),
    ruledOut: answered('no'),
    checking: answered('checking'),
    open: items.length - settled.length,
  };
}

function withNote(incident: Incident, item: ChecklistItem): string {
  const note = incident.checks[item.id]?.note ?? '';
  return note === '' ? item.text : `${item.text} (${note})`;
}
