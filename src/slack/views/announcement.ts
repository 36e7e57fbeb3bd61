import type { KnownBlock } from '@slack/types';
import { isAtWork } from '../../incident/at-work.ts';
import { canBeFollowed } from '../../incident/followers.ts';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, fields, type Message, message, section } from '../blocks.ts';
import { heading } from './heading.ts';
import { severityWord } from './headline.ts';
import { holders } from './holders.ts';
import { moment } from './moment.ts';
import { nextUpdate } from './next-update.ts';
import { wayBack } from './room-left.ts';
import { status } from './status.ts';

/** For everybody else, in the announcements channel; edited as things change. */
export function announcement(incident: Incident): Message {
  const update = incident.updates.at(-1);
  const due = nextUpdate(incident);
  const joinable = !incident.private && incident.room.channel !== null && outOfReach(incident.room) === null;
  const news = [
    ...(incident.summary === '' ? [] : [escapeTyped(shorten(incident.summary, 1000))]),
    ...(update === undefined ? [] : [`*Last update*  ${moment(incident, update.at)}: ${said(update)}`]),
    ...(due === null ? [] : [`*Next update*  ${due}`]),
    ...room(incident),
  ];
  const blocks: readonly KnownBlock[] = [
    ...heading(incident),
    ...fields([
      `*Status*  ${status(incident)}`,
      `*Started*  ${moment(incident, incident.times.started)}`,
      `*Lead*  ${holders(incident, 'lead')}`,
    ]),
    ...(news.length === 0 ? [] : [section(news.join('\n'))]),
    ...actions([
      ...(joinable ? [button('Join', 'join_room', { n: incident.number })] : []),
      ...(isAtWork(incident) && canBeFollowed(incident) ? [button('Follow', 'follow', { n: incident.number })] : []),
    ]),
  ];
  const text = `${nameOf(incident)}: ${severityWord(incident.severity)}, ${escapeText(incident.title)}. ${status(incident)}. Lead ${holders(incident, 'lead')}.`;
  return message(`${text}${isOpen(incident) && due !== null ? ` Next update ${due}.` : ''}`, blocks);
}

/** Out of reach while people are at work; the room of an incident that is over may go. */
function room(incident: Incident): readonly string[] {
  const why = outOfReach(incident.room);
  if (why === null || !isOpen(incident)) return [];
  const words = {
    archived: 'was archived. Somebody has to unarchive it',
    left: `goes on without me, as I was taken out of it. ${wayBack}`,
  }[why];
  return [
    `*Room*  <#${incident.room.channel}> ${words}, or open a new one: \`/incident reopen ${nameOf(incident)} REASON\`.`,
  ];
}

function said({ happened, doing, meanwhile }: Incident['updates'][number]): string {
  const all = [happened, doing, meanwhile].filter((part) => part !== '').join(' ');
  return escapeTyped(shorten(all, 1000));
}
