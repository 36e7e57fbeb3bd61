import type { KnownBlock } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { actions, button, context, fitsMessage, header, type Message, message, section } from '../blocks.ts';
import { checkBlocks, haveLinks, roomiest } from './check-blocks.ts';
import { checklistLines } from './checklist-line.ts';

/** Slack takes 50 blocks; four are for the summary, the last line and the way to what does not fit. */
const room = 46;

/** The checklists of a phase, as one message in the room: a menu per item, below what is known so far. */
export function checklist(incident: Incident, phase: ChecklistPhase): Message {
  const lists = incident.policy.checklists.filter((list) => list.phase === phase && list.items.length > 0);
  const summaries = checklistLines(incident, phase);
  const blocks = roomiest((look) => {
    const items = checkBlocks(incident, lists, { look, room, title: header });
    return [
      ...items.blocks,
      ...more(incident, items.hidden, !look.links && haveLinks(lists)),
      section(summaries.join('\n') || 'Nothing to check.'),
      context('Anybody may answer; who and when is kept. It blocks nothing.'),
    ];
  }, fitsMessage);
  return message(`${nameOf(incident)}: checklist. ${summaries.join(' ').replaceAll('*', '')}`, blocks);
}

function more(incident: Incident, hidden: number, links: boolean): readonly KnownBlock[] {
  const words = [...(hidden > 0 ? [`${hidden} more in the form.`] : []), ...(links ? ['Links are in the form.'] : [])];
  if (words.length === 0) return [];
  return [...actions([button('Checklist', 'show_checklist', { n: incident.number })]), context(words.join(' '))];
}
