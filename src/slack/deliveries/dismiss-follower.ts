// Safe to repeat: editing twice is once, and what is gone stays gone.
import { followerOf } from '../../incident/followers.ts';
import { followerDismissed } from '../views/follower-dismissed.ts';
import { type Delivery, done, settle } from './delivery.ts';

/** The newest message says that it is over; of an incident that was made private the earlier ones go. */
export const dismissFollower: Delivery<'dismiss_follower'> = async (slack, _job, incident, task) => {
  const { user, why, dm, posts } = task;
  // They follow again by now, and have a newer message.
  if (dm === null || (followerOf(incident, user) !== undefined && !incident.private)) return done;
  const last = posts.at(-1);
  for (const ts of posts) {
    if (ts !== last && !incident.private) continue;
    const { text, blocks } = followerDismissed(incident, why);
    const answer =
      ts === last
        ? await slack.api('chat.update', { channel: dm, ts, text, blocks })
        : await slack.api('chat.delete', { channel: dm, ts });
    if (!answer.ok && answer.kind === 'later') return settle(answer);
  }
  return done;
};
