import type { Checklist } from '../incident/policy.ts';
import { checkLines } from './check-lines.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { writtenParts } from './written-parts.ts';

/** Five whys and contributing factors; what the first checks found suspicious is where to begin asking. */
export function draftRootCause(from: DraftFrom, ink: Ink): SectionBody {
  const findsCause = (list: Checklist) => list.findsCause;
  const suspected = checkLines(from, ink, findsCause, ['yes']);
  const discarded = checkLines(from, ink, findsCause, ['no']);
  const facts = [
    ...(suspected.length === 0 ? [] : ['Candidates, from the checklists:', '', ...suspected]),
    ...(suspected.length === 0 || discarded.length === 0 ? [] : ['']),
    ...(discarded.length === 0 ? [] : ['Ruled out:', '', ...discarded]),
  ];
  return writtenParts('root_cause', ink, { 'root_cause.whys': facts });
}
