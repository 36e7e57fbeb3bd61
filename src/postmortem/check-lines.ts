import type { Answer } from '../incident/incident.ts';
import type { Checklist } from '../incident/policy.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom } from './draft.ts';
import type { Ink } from './ink.ts';

const words: Readonly<Record<Answer, string>> = { yes: 'Yes', no: 'No', na: 'N/A', checking: 'Still being checked' };

/** Answered items of the checklists, a list item each: question, answer, note, when, who; its source is the checklist's message. */
export function checkLines(
  { incident: { policy, checks, room } }: DraftFrom,
  ink: Ink,
  belongs: (list: Checklist) => boolean,
  wanted: readonly Answer[] = ['yes', 'no', 'na', 'checking'],
): readonly string[] {
  return policy.checklists
    .filter(belongs)
    .flatMap(({ phase, items }) => items.map((item) => ({ item, ts: room.checklists[phase] ?? null })))
    .flatMap(({ item, ts }) => {
      const check = checks[item.id];
      if (check === undefined || check.answer === null || !wanted.includes(check.answer)) return [];
      const note = check.note === '' ? '' : `, ${ink.typed(check.note, check.at, 'cell')}`;
      const told = `${ink.stamp(check.at)}, ${ink.who(check.by, check.at)}`;
      return [
        `- ${escapeMarkdown(item.text)} ${words[check.answer]}${note} (${told})${ink.source({ channel: room.channel, ts })}`,
      ];
    });
}
