import type { KnownBlock } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { openTriage, triageChecks } from '../../incident/triage.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, context, header, type Message, message, section } from '../blocks.ts';
import { checkItem } from './check-item.ts';
import { checklistLines } from './checklist-line.ts';
import { moment } from './moment.ts';
import { triageButtons, triageHeadline, triageState, triageWarning } from './triage-words.ts';

/** As on a checklist: Slack takes 50 blocks, and so many characters. */
const shownItems = 30;
const questionCharacters = 3600;

/** A light look at whether there is a problem: one message, edited until it is an incident or closed; talk goes in its thread. */
export function triageMessage(incident: Incident): Message {
  const { triage, title, summary } = incident;
  const reported =
    triage === undefined ? '' : `Reported by <@${triage.reportedBy}> at ${moment(incident, triage.openedAt)}.`;
  const state = triageState(incident);
  const isOpen = openTriage(incident) !== null;
  const warning = triageWarning(incident);
  const blocks: readonly KnownBlock[] = [
    header(triageHeadline(incident)),
    section(`${reported} ${state}`.trim()),
    ...(summary === '' ? [] : [section(escapeTyped(shorten(summary, 1500)))]),
    ...(isOpen ? checks(incident) : answered(incident)),
    ...actions(triageButtons(incident), 'triage'),
    ...(warning === '' ? [] : [context(warning)]),
    ...(isOpen ? [context('Say what you see in the thread. It is no incident yet.')] : []),
  ];
  const words = [`${nameOf(incident)}: is there a problem? ${escapeText(title)}.`, reported, state, warning];
  return message(words.filter((part) => part !== '').join(' '), blocks);
}

function checks(incident: Incident): readonly KnownBlock[] {
  const lists = triageChecks(incident.policy).filter(({ items }) => items.length > 0);
  const shown = new Set(lists.flatMap(({ items }) => items).slice(0, shownItems));
  const length = Math.max(100, Math.floor(questionCharacters / Math.max(1, shown.size)));
  return lists.slice(0, 4).flatMap((list) => {
    const items = list.items.filter((item) => shown.has(item));
    if (items.length === 0) return [];
    return [section(`*${escapeText(list.title)}*`), ...items.map((item) => checkItem(incident, item, length))];
  });
}

/** What was found, once nobody is asked any more. */
function answered(incident: Incident): readonly KnownBlock[] {
  const titles = new Set(triageChecks(incident.policy).map(({ title }) => title));
  const lists = incident.policy.checklists.filter((list) => list.phase === 'identifying' && titles.has(list.title));
  const lines = checklistLines({ ...incident, policy: { ...incident.policy, checklists: lists } }, 'identifying');
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}
