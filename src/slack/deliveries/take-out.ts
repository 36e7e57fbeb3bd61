// Safe to repeat: who is out already is `not_in_channel`; the words are looked for, see `tellPerson`.
import { followerOf } from '../../incident/followers.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { leaveYourself } from '../views/leave-yourself.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** `Follow and leave`: out of the room, unless they have taken a role meanwhile, or follow no more. */
export const takeOut: Delivery<'take_out'> = async (slack, job, incident, { user }) => {
  const { channel } = incident.room;
  if (channel === null || followerOf(incident, user) === undefined || outOfReach(incident.room) !== null) return done;
  if (incident.roles.some((holding) => holding.user === user)) return done;
  const answer = await slack.api('conversations.kick', { channel, user });
  if (answer.ok || answer.code === 'not_in_channel') return done;
  if (answer.kind === 'later') return settle(answer);
  // A workspace may allow it to its admins only: `restricted_action`.
  const told = await tellPerson(slack, job, user, leaveYourself(incident));
  return told.outcome === 'never' ? done : told;
};
