import type { KnownBlock } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { actions, button, context, header, type Message, message, section } from '../blocks.ts';
import { checkItem } from './check-item.ts';
import { checklistLines } from './checklist-line.ts';

/** Slack takes 50 blocks; some are for titles, the summary and what does not fit. */
const shownItems = 40;
/** All questions of a message together; answers, notes and menus need the rest of what Slack takes. */
const questionCharacters = 4800;

/** The checklists of a phase, as one message in the room: a menu per item, below what is known so far. */
export function checklist(incident: Incident, phase: ChecklistPhase): Message {
  const lists = incident.policy.checklists.filter((list) => list.phase === phase && list.items.length > 0);
  const all = lists.flatMap((list) => list.items);
  const shown = new Set(all.slice(0, shownItems));
  const textLength = Math.max(100, Math.floor(questionCharacters / Math.max(1, shown.size)));
  const hidden = all.length - shown.size;
  const summaries = checklistLines(incident, phase);
  const blocks: readonly KnownBlock[] = [
    ...lists
      .slice(0, 4)
      .flatMap((list) => [
        header(list.title),
        ...list.items.filter((item) => shown.has(item)).map((item) => checkItem(incident, item, textLength)),
      ]),
    ...(hidden > 0 ? more(incident, hidden) : []),
    section(summaries.join('\n') || 'Nothing to check.'),
    context('Anybody may answer; who and when is kept. It blocks nothing.'),
  ];
  return message(`${nameOf(incident)}: checklist. ${summaries.join(' ').replaceAll('*', '')}`, blocks);
}

function more(incident: Incident, hidden: number): readonly KnownBlock[] {
  return [
    ...actions([button('Checklist', 'show_checklist', { n: incident.number })]),
    context(`${hidden} more in the form.`),
  ];
}
