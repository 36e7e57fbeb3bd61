import type { Ask } from '../../incident/asks.ts';
import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { actions, type Message, message, section } from '../blocks.ts';
import { askButtons, askState, askWhat } from './ask-words.ts';

/** By direct message, once each: to who was asked before the time; to the lead after it; to who asked when it cannot be done. */
export function askNews(
  incident: Incident,
  ask: Ask,
  user: UserId,
  news: 'reminder' | 'overdue' | 'declined',
): Message {
  const raw = words(incident, ask, news);
  const room = incident.room.channel === null ? '' : ` <#${incident.room.channel}>`;
  return message(`${nameOf(incident)}: ${raw}`, [
    section(`*${nameOf(incident)}*${room}  ${raw}`),
    ...actions(news === 'declined' ? [] : askButtons(incident, ask, user)),
  ]);
}

function words(incident: Incident, ask: Ask, news: 'reminder' | 'overdue' | 'declined'): string {
  switch (news) {
    case 'reminder':
      return `a reminder: <@${ask.by}> asked you: ${askWhat(incident, ask)}.`;
    case 'overdue':
      return `<@${ask.by}> asked <@${ask.who}>: ${askWhat(incident, ask)}. ${askState(incident, ask)}`;
    case 'declined':
      return `<@${ask.who}> cannot do what you asked: ${askWhat(incident, ask)}. ${askState(incident, ask)} \`/incident ask @somebody …\` asks somebody else.`;
  }
}
