import type { KnownBlock } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { openTriage, triageChecks } from '../../incident/triage.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, context, fitsMessage, header, type Message, message, section } from '../blocks.ts';
import { checkBlocks, haveLinks, roomiest } from './check-blocks.ts';
import type { CheckLook } from './check-item.ts';
import { checklistLines } from './checklist-line.ts';
import { moment } from './moment.ts';
import { triageButtons, triageHeadline, triageState, triageWarning } from './triage-words.ts';

/** Slack takes 50 blocks; eight are for what stands around the checks. */
const room = 42;

/** A light look at whether there is a problem: one message, edited until it is an incident or closed; talk goes in its thread. */
export function triageMessage(incident: Incident): Message {
  const { triage, title, summary } = incident;
  const reported =
    triage === undefined ? '' : `Reported by <@${triage.reportedBy}> at ${moment(incident, triage.openedAt)}.`;
  const state = triageState(incident);
  const isOpen = openTriage(incident) !== null;
  const warning = triageWarning(incident);
  const draw = (look: CheckLook): readonly KnownBlock[] => [
    header(triageHeadline(incident)),
    section(`${reported} ${state}`.trim()),
    ...(summary === '' ? [] : [section(escapeTyped(shorten(summary, 1500)))]),
    ...(isOpen ? checks(incident, look) : answered(incident)),
    ...actions(triageButtons(incident), 'triage'),
    ...(warning === '' ? [] : [context(warning)]),
    ...(isOpen ? [context('Say what you see in the thread. It is no incident yet.')] : []),
  ];
  const words = [`${nameOf(incident)}: is there a problem? ${escapeText(title)}.`, reported, state, warning];
  return message(words.filter((part) => part !== '').join(' '), roomiest(draw, fitsMessage));
}

function checks(incident: Incident, look: CheckLook): readonly KnownBlock[] {
  const lists = triageChecks(incident.policy).filter(({ items }) => items.length > 0);
  const title = (text: string) => section(`*${escapeText(text)}*`);
  const { blocks, hidden } = checkBlocks(incident, lists, { look, room, title });
  const without = [
    ...(hidden > 0 ? [`${hidden} more checks`] : []),
    ...(!look.links && haveLinks(lists) ? ['the links'] : []),
  ];
  return without.length === 0
    ? blocks
    : [...blocks, context(`Without ${without.join(' and ')}: there is no room here.`)];
}

/** What was found, once nobody is asked any more. */
function answered(incident: Incident): readonly KnownBlock[] {
  const titles = new Set(triageChecks(incident.policy).map(({ title }) => title));
  const lists = incident.policy.checklists.filter((list) => list.phase === 'identifying' && titles.has(list.title));
  const lines = checklistLines({ ...incident, policy: { ...incident.policy, checklists: lists } }, 'identifying');
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}
