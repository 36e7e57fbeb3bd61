// At least once: an ephemeral message leaves no history to look into, and one too many does no harm.
import { briefNow } from '../listeners/look.ts';
import { briefForJoiner } from '../views/brief-for-joiner.ts';
import { type Delivery, done, settle } from './delivery.ts';

/** Who joins late gets the brief; only they see it. Apps need none. */
export const briefJoiner: Delivery<'brief_joiner'> = async (slack, _job, incident, { user, channel }) => {
  const person = await slack.people.find(user);
  if (person.kind === 'bot') return done;
  const { text, blocks } = briefForJoiner(await briefNow(slack, incident), incident, person);
  const answer = await slack.api('chat.postEphemeral', { channel, user, text, blocks });
  // Who has left again, or a room that is gone, needs no brief.
  return answer.ok || answer.kind !== 'later' ? done : settle(answer);
};
