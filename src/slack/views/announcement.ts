import type { KnownBlock } from '@slack/types';
import { type Incident, isOpen, nameOf } from '../../incident/incident.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, fields, header, type Message, message, section } from '../blocks.ts';
import { headline, severityWord } from './headline.ts';
import { holders } from './holders.ts';
import { moment } from './moment.ts';
import { nextUpdate } from './next-update.ts';
import { status } from './status.ts';

/** For everybody else, in the announcements channel; edited as things change. */
export function announcement(incident: Incident): Message {
  const update = incident.updates.at(-1);
  const due = nextUpdate(incident);
  const joinable = !incident.private && incident.room.channel !== null && incident.room.archivedAt === null;
  const news = [
    ...(incident.summary === '' ? [] : [escapeTyped(shorten(incident.summary, 1000))]),
    ...(update === undefined ? [] : [`*Last update*  ${moment(incident, update.at)}: ${said(update)}`]),
    ...(due === null ? [] : [`*Next update*  ${due}`]),
    ...(roomGone(incident) ? [`*Room*  <#${incident.room.channel}> was archived. ${wayOut(incident)}`] : []),
  ];
  const blocks: readonly KnownBlock[] = [
    header(headline(incident)),
    ...fields([
      `*Status*  ${status(incident)}`,
      `*Started*  ${moment(incident, incident.times.started)}`,
      `*Lead*  ${holders(incident, 'lead')}`,
    ]),
    ...(news.length === 0 ? [] : [section(news.join('\n'))]),
    ...(joinable ? actions([button('Join', 'join_room', { n: incident.number })]) : []),
  ];
  const text = `${nameOf(incident)}: ${severityWord(incident.severity)}, ${escapeText(incident.title)}. ${status(incident)}. Lead ${holders(incident, 'lead')}.`;
  return message(`${text}${isOpen(incident) && due !== null ? ` Next update ${due}.` : ''}`, blocks);
}

function wayOut(incident: Incident): string {
  return `Somebody has to unarchive it, or open a new one: \`/incident reopen ${nameOf(incident)} REASON\`.`;
}

/** While people are at work; the room of an incident that is over may go. */
function roomGone(incident: Incident): boolean {
  return isOpen(incident) && incident.room.channel !== null && incident.room.archivedAt !== null;
}

function said({ happened, doing, meanwhile }: Incident['updates'][number]): string {
  const all = [happened, doing, meanwhile].filter((part) => part !== '').join(' ');
  return escapeTyped(shorten(all, 1000));
}
