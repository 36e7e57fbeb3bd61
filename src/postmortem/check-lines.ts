import type { Answer } from '../incident/incident.ts';
import type { Checklist } from '../incident/policy.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom } from './draft.ts';
import type { Ink } from './ink.ts';

const words: Readonly<Record<Answer, string>> = { yes: 'Yes', no: 'No', na: 'N/A', checking: 'Still being checked' };

/** Answered items of the checklists, a list item each: question, answer, note, when, who, source. */
export function checkLines(
  { incident, entries }: DraftFrom,
  ink: Ink,
  belongs: (list: Checklist) => boolean,
  wanted: readonly Answer[] = ['yes', 'no', 'na', 'checking'],
): readonly string[] {
  return incident.policy.checklists
    .filter(belongs)
    .flatMap((checklist) => checklist.items)
    .flatMap((item) => {
      const check = incident.checks[item.id];
      if (check === undefined || check.answer === null || !wanted.includes(check.answer)) return [];
      const note = check.note === '' ? '' : `, ${ink.typed(check.note, check.at, 'cell')}`;
      const source = entries.find((e) => e.kind === 'check' && e.at === check.at && e.actor === check.by);
      const told = `${ink.stamp(check.at)}, ${ink.who(check.by, check.at)}`;
      return [`- ${escapeMarkdown(item.text)} ${words[check.answer]}${note} (${told})${ink.source(source)}`];
    });
}
