import { isAtWork } from '../../incident/at-work.ts';
import { canBeFollowed } from '../../incident/followers.ts';
import type { Incident } from '../../incident/incident.ts';
import { guestWord } from '../../record/describe-follow.ts';
import type { Person } from '../../record/entry.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { splitSuggested, splitWords } from './split-suggested.ts';

/**
 * The brief for who has just come in: guests learn what they are here, everybody else where a hand is missing, and how to
 * watch from outside.
 */
export function briefForJoiner(
  brief: Message,
  incident: Incident,
  { user, kind }: Pick<Person, 'user' | 'kind'>,
): Message {
  if (kind === 'guest' || kind === 'stranger') {
    const raw = `You are here as a ${guestWord(kind)}: what you write is on the record. Roles, buttons and commands are for members of this workspace; please ask one in the room.`;
    return message(`${brief.text} ${raw}`, [section(raw), ...brief.blocks]);
  }
  const words = splitWords(incident, user);
  const split = splitSuggested(incident, user);
  const text = words === null ? brief.text : `${brief.text} ${words}`;
  const needed = incident.roles.some((holding) => holding.user === user);
  if (needed || !isAtWork(incident) || !canBeFollowed(incident)) return message(text, [...brief.blocks, ...split]);
  const raw = 'Only watching? The news can come to you by direct message.';
  return message(text, [
    ...brief.blocks,
    ...split,
    section(raw),
    ...actions([button('Follow and leave', 'follow_and_leave', { n: incident.number })]),
  ]);
}
