// Safe to repeat: the message is edited where it stands.
import { movedAnnouncement } from '../views/moved-announcement.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';

/** The announcement of a room that was replaced leads to the new one. */
export const moveAnnouncement: Delivery<'move_announcement'> = async (slack, _job, incident, { announcement }) => {
  // Made private meanwhile.
  if (incident.private) return done;
  if (incident.room.channel === null) return soon;
  const { text, blocks } = movedAnnouncement(incident, incident.room.channel);
  const answer = await slack.api('chat.update', { ...announcement, text, blocks });
  return answer.ok || answer.code === 'message_not_found' ? done : settle(answer);
};
