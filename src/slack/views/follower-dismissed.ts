import { isAtWork } from '../../incident/at-work.ts';
import { canBeFollowed, type FollowEnd } from '../../incident/followers.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** In the place of the newest message, once somebody follows no more. Of a private incident it says nothing. */
export function followerDismissed(incident: Incident, why: FollowEnd): Message {
  const name = nameOf(incident);
  if (incident.private) {
    const raw = `${name} is private now: its news stay in its room.`;
    return message(`${name}: ${raw}`, [section(raw)]);
  }
  const { channel } = incident.room;
  const what = `${name}, ${escapeText(incident.title)}`;
  const raw =
    why === 'entered'
      ? `You came into ${channel === null ? 'the room' : `<#${channel}>`} of ${what}: you read the news there, and get them here no more.`
      : `You follow no more: ${what}.`;
  const again = why !== 'entered' && canBeFollowed(incident) && isAtWork(incident);
  return message(`${name}: ${raw}`, [
    section(raw),
    ...(again ? actions([button('Follow', 'follow', { n: incident.number })]) : []),
  ]);
}
