import { isAtWork } from '../../incident/at-work.ts';
import { canBeFollowed } from '../../incident/followers.ts';
import type { Incident } from '../../incident/incident.ts';
import { guestWord } from '../../record/describe-follow.ts';
import type { Person } from '../../record/entry.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** The brief for who has just come in: guests learn what they are here, everybody else how to watch from outside. */
export function briefForJoiner(
  brief: Message,
  incident: Incident,
  { user, kind }: Pick<Person, 'user' | 'kind'>,
): Message {
  if (kind === 'guest' || kind === 'stranger') {
    const raw = `You are here as a ${guestWord(kind)}: what you write is on the record. Roles, buttons and commands are for members of this workspace; please ask one in the room.`;
    return message(`${brief.text} ${raw}`, [section(raw), ...brief.blocks]);
  }
  const needed = incident.roles.some((holding) => holding.user === user);
  if (needed || !isAtWork(incident) || !canBeFollowed(incident)) return brief;
  const raw = 'Only watching? The news also come by direct message.';
  return message(brief.text, [
    ...brief.blocks,
    section(raw),
    ...actions([button('Follow and leave', 'follow_and_leave', { n: incident.number })]),
  ]);
}
