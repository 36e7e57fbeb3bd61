import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { context, fitsView, header, modal, section } from '../blocks.ts';
import { checkBlocks, roomiest } from './check-blocks.ts';
import { checklistLines } from './checklist-line.ts';

/** Slack takes 100 blocks in a form; two are for the summary and for what does not fit. */
const room = 98;

/** The button `Checklist`: the same menus as in the room, as a form that stays open while one answers. */
export function checklistForm(incident: Incident, phase: ChecklistPhase): ModalView {
  const lists = incident.policy.checklists.filter((list) => list.phase === phase && list.items.length > 0);
  const blocks = roomiest((look) => {
    const items = checkBlocks(incident, lists, { look, room, title: header });
    return [
      section(checklistLines(incident, phase).join('\n') || 'There is no checklist for this phase.'),
      ...items.blocks,
      ...(items.hidden > 0 ? [context(`${items.hidden} more items do not fit into a form of Slack.`)] : []),
    ];
  }, fitsView);
  return modal({
    id: 'checklist',
    memo: { n: incident.number, phase },
    title: `Checklist ${nameOf(incident)}`,
    close: 'Done',
    blocks,
  });
}
