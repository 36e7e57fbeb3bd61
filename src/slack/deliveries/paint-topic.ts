// Safe to repeat: from the second attempt on, a topic that stands already is left alone (each change is a line in the room).
import { topic } from '../views/topic.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';

export const paintTopic: Delivery<'paint_topic'> = async (slack, job, incident) => {
  const { channel } = incident.room;
  if (channel === null) return soon;
  const wanted = topic(incident);
  if (job.attempt > 1) {
    const known = await slack.api<{ readonly channel: { readonly topic?: { readonly value?: string } } }>(
      'conversations.info',
      { channel },
    );
    if (known.ok && known.result.channel.topic?.value === wanted) return done;
  }
  const answer = await slack.api('conversations.setTopic', { channel, topic: wanted });
  return answer.ok ? done : settle(answer);
};
