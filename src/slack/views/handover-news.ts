import type { Button } from '@slack/types';
import type { Handover, HandoverEvent } from '../../incident/handovers.ts';
import { holdersOf, type Incident, isOpen, nameOf, type UserId } from '../../incident/incident.ts';
import { handoverEnd } from '../../record/describe-handover.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { handOver } from '../ids.ts';
import { handoverButtons } from './handover-request.ts';
import { moment } from './moment.ts';

/** By direct message, to who offered a role or who was to take it: that nobody answers, a no, or that the offer has ended. */
export function handoverNews(
  incident: Incident,
  handover: Handover,
  user: UserId,
  news: HandoverEvent['type'] | 'undone',
): Message {
  const raw = words(incident, handover, user, news);
  const room = incident.room.channel === null ? '' : ` <#${incident.room.channel}>`;
  return message(`${nameOf(incident)}: ${raw}`, [
    section(`*${nameOf(incident)}*${room}  ${raw}`),
    ...actions(user === handover.to ? handoverButtons(incident, handover) : leaverButtons(incident, handover)),
  ]);
}

function words(incident: Incident, handover: Handover, user: UserId, news: HandoverEvent['type'] | 'undone'): string {
  const { role, from, to, askedAt, why } = handover;
  const name = escapeText(role);
  switch (news) {
    case 'handover_unanswered':
      return `<@${to}> has not answered since ${moment(incident, askedAt)} whether they take ${name} over. You still hold it.`;
    case 'handover_declined':
      return `<@${to}> can't take ${name} over. You still hold it.`;
    case 'handover_asked_again':
      return `<@${from}> asks again whether you take ${name} over. How things stand is in the message above.`;
    case 'undone':
      return `${whose(handover, user)}; that stands again: the incident is not over, that was a mistake.`;
    default:
      return `${whose(handover, user)}; that has ended: ${handoverEnd(why ?? 'over')}${stillYours(incident, handover, user)}`;
  }
}

function whose({ role, from, to }: Handover, user: UserId): string {
  const name = escapeText(role);
  return user === to ? `<@${from}> offered you ${name}` : `You offered ${name} to <@${to}>`;
}

function stillYours(incident: Incident, { role, from }: Handover, user: UserId): string {
  const holds = user === from && holdersOf(incident, role).some((holding) => holding.user === from);
  return holds && isOpen(incident) ? ' You still hold it.' : '';
}

/** To ask once more, or somebody else: while it is still theirs to give. */
function leaverButtons(incident: Incident, { id, role, from, state, told }: Handover): readonly Button[] {
  const { number: n } = incident;
  if (!isOpen(incident) || !holdersOf(incident, role).some((holding) => holding.user === from)) return [];
  return [
    ...(state === 'open' && told ? [button('Ask again', 'ask_handover_again', { n, id }, { style: 'primary' })] : []),
    button('Choose another', handOver, { n, role }),
  ];
}
