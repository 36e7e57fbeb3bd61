// At least once: an ephemeral message leaves no history to look into, and one too many does no harm.
import { refusedGuest } from '../views/trouble.ts';
import { type Delivery, done, settle } from './delivery.ts';

/** In the room, and only they see it: Slack lets no app write to people of other organisations directly. */
export const refuseGuest: Delivery<'refuse_guest'> = async (slack, _job, _incident, { channel, user }) => {
  const { text, blocks } = refusedGuest();
  const answer = await slack.api('chat.postEphemeral', { channel, user, text, blocks });
  // Who has left again needs no word.
  return answer.ok || answer.kind !== 'later' ? done : settle(answer);
};
