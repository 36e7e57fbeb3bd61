import type { Answer } from '../incident/incident.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { writtenParts } from './written-parts.ts';

/** Five whys and contributing factors; what the checklists found suspicious is where to begin asking. */
export function draftRootCause(from: DraftFrom, ink: Ink): SectionBody {
  const suspected = answered(from, ink, 'yes');
  const discarded = answered(from, ink, 'no');
  const facts = [
    ...(suspected.length === 0 ? [] : ['Candidates, from the checklists:', '', ...suspected]),
    ...(suspected.length === 0 || discarded.length === 0 ? [] : ['']),
    ...(discarded.length === 0 ? [] : ['Ruled out:', '', ...discarded]),
  ];
  return writtenParts('root_cause', ink, { 'root_cause.whys': facts });
}

function answered({ incident, entries }: DraftFrom, ink: Ink, answer: Answer): readonly string[] {
  return incident.policy.checklists
    .flatMap((checklist) => checklist.items)
    .flatMap((item) => {
      const check = incident.checks[item.id];
      if (check?.answer !== answer) return [];
      const note = check.note === '' ? '' : `, ${ink.typed(check.note, check.at, 'cell')}`;
      const source = entries.find(
        (entry) => entry.kind === 'check' && entry.at === check.at && entry.actor === check.by,
      );
      return [
        `- ${escapeMarkdown(item.text)} ${ink.stamp(check.at)}, ${ink.who(check.by, check.at)}${note}${ink.source(source)}`,
      ];
    });
}
