import type { Incident } from './incident.ts';
import type { ChecklistItem, ChecklistPhase } from './policy.ts';

/** Items of these phases that nobody has answered; somebody who is still checking has not. Texts, in order. */
export function unansweredItems(incident: Incident, phases: readonly ChecklistPhase[]): readonly string[] {
  return incident.policy.checklists
    .filter((checklist) => phases.includes(checklist.phase))
    .flatMap((checklist) => checklist.items)
    .filter((item) => {
      const answer = incident.checks[item.id]?.answer ?? null;
      return answer === null || answer === 'checking';
    })
    .map((item) => item.text);
}

/** Which phases' checks are looked at when an incident moves on. */
export const checkedBefore: Readonly<Record<'contained' | 'resolved' | 'closed', readonly ChecklistPhase[]>> = {
  contained: ['identifying'],
  resolved: ['identifying', 'contained'],
  closed: ['resolved'],
};

/** An item and the phase whose message shows it; null when there is none of that id. */
export function findItem(
  incident: Pick<Incident, 'policy'>,
  id: string,
): { readonly item: ChecklistItem; readonly phase: ChecklistPhase } | null {
  for (const checklist of incident.policy.checklists) {
    const item = checklist.items.find((candidate) => candidate.id === id);
    if (item !== undefined) return { item, phase: checklist.phase };
  }
  return null;
}
