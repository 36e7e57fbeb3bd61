import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { context, header, modal, section } from '../blocks.ts';
import { checkItem } from './check-item.ts';
import { checklistLines } from './checklist-line.ts';

/** Slack takes 100 blocks and 250 KB in a form (`view_too_large`); an item with its menu is up to 3 KB. */
const shownItems = 60;
const questionLength = 400;

/** The button `Checklist`: the same menus as in the room, as a form that stays open while one answers. */
export function checklistForm(incident: Incident, phase: ChecklistPhase): ModalView {
  const lists = incident.policy.checklists.filter((list) => list.phase === phase && list.items.length > 0);
  const all = lists.flatMap((list) => list.items);
  const shown = new Set(all.slice(0, shownItems));
  const hidden = all.length - shown.size;
  return modal({
    id: 'checklist',
    memo: { n: incident.number, phase },
    title: `Checklist ${nameOf(incident)}`,
    close: 'Done',
    blocks: [
      section(checklistLines(incident, phase).join('\n') || 'There is no checklist for this phase.'),
      ...lists
        .slice(0, 10)
        .flatMap((list) => [
          header(list.title),
          ...list.items.filter((item) => shown.has(item)).map((item) => checkItem(incident, item, questionLength)),
        ]),
      ...(hidden > 0 ? [context(`${hidden} more items do not fit into a form of Slack.`)] : []),
    ],
  });
}
