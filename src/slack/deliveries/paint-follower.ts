// Safe to repeat: what was tried is kept before it is posted, and the same news is then looked for; edits are drawn whole.
import type { Delivered, Job } from '../../engine/engine.ts';
import { canBeFollowed, type Follower, followerOf, newsOf } from '../../incident/followers.ts';
import type { Incident } from '../../incident/incident.ts';
import { paceOf } from '../follower-pace.ts';
import type { Slack } from '../slack.ts';
import { followerMessage } from '../views/follower-message.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { postOnce } from './post-once.ts';

/**
 * One message for each news, the newest wins: what follows quickly is one message, and what is no news is edited into
 * the newest. An edit notifies nobody.
 */
export const paintFollower: Delivery<'paint_follower'> = async (slack, job, incident, { user, news }) => {
  const follower = followerOf(incident, user);
  if (follower === undefined || !canBeFollowed(incident)) return done;
  const isNews = follower.heard !== newsOf(incident);
  // The news are on their way, with everything else in them.
  if (isNews && !news) return done;
  const waitMs = await ownTurn(slack, job, isNews ? 'post' : 'edit');
  if (waitMs > 0) return { outcome: 'later', afterMs: waitMs, why: 'paced' };
  const ts = follower.posts.at(-1);
  if (!isNews && follower.dm !== null && ts !== undefined) {
    const { text, blocks } = followerMessage(incident, follower);
    const answer = await slack.api('chat.update', { channel: follower.dm, ts, text, blocks });
    // Whoever deleted it has read it: the next news is a message again.
    return answer.ok || answer.kind === 'never' ? done : settle(answer);
  }
  return postNews(slack, job, incident, follower);
};

async function postNews(slack: Slack, job: Job, incident: Incident, follower: Follower): Promise<Delivered> {
  const { user } = follower;
  const heard = newsOf(incident);
  const opened = follower.dm === null ? await directMessages(slack, user) : { ok: true as const, result: follower.dm };
  if (!opened.ok) return opened.kind === 'never' ? unreachable(user) : settle(opened);
  const again = job.kept.tried === heard;
  if (!again) await job.keep({ tried: heard });
  // By news: a message of the errand that told of something else is not this one.
  const once = { ...job, id: `${job.id}:${heard}`, attempt: again ? 2 : 1 };
  const posted = await postOnce(slack, once, { channel: opened.result, message: followerMessage(incident, follower) });
  if (!posted.ok) return posted.kind === 'never' ? unreachable(user) : settle(posted);
  const surface = { kind: 'follower', user, heard } as const;
  return { outcome: 'done', commands: [{ type: 'surface_posted', by: 'muster', surface, message: posted.result }] };
}

/** Milliseconds until this errand may; its turn is kept, so that it waits once. */
async function ownTurn(slack: Slack, job: Job, kind: 'edit' | 'post'): Promise<number> {
  const kept = job.kept[kind];
  if (typeof kept === 'number') return Math.max(0, kept - slack.now());
  const waitMs = paceOf(slack)[kind]();
  if (waitMs > 0) await job.keep({ [kind]: slack.now() + waitMs });
  return waitMs;
}

/** Somebody who has left, or takes no messages: no trouble of the incident. */
function unreachable(user: string): Delivered {
  const command = { type: 'end_follow', by: 'muster', user, why: 'unreachable', before: null } as const;
  return { outcome: 'done', commands: [command] };
}
