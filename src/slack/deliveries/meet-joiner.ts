// Safe to repeat: the rules know who is a guest already, and who follows.
import type { Command } from '../../incident/commands.ts';
import { followerOf } from '../../incident/followers.ts';
import { type Delivery, done } from './delivery.ts';

/** Who came in: guests are named on the briefing, and who follows reads the news in the room from now on. */
export const meetJoiner: Delivery<'meet_joiner'> = async (slack, _job, incident, { user, at }) => {
  const { kind } = await slack.people.find(user);
  if (kind === 'guest' || kind === 'stranger') {
    return { outcome: 'done', commands: [{ type: 'greet_guest', by: 'muster', user, kind }] };
  }
  if (followerOf(incident, user) === undefined) return done;
  const command: Command = { type: 'end_follow', by: 'muster', user, why: 'entered', before: at };
  return { outcome: 'done', commands: [command] };
};
