import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { followerOf } from './followers.ts';

/** `Unfollow`; or they have entered the room, where they would hear everything twice; or nobody can be told any more. */
export const endFollow: Rule<'end_follow'> = (incident, { user, why, before }) => {
  const follower = followerOf(incident, user);
  if (follower === undefined) return refuse({ reason: 'not_following' });
  // Told late of a coming: they have left again and follow since.
  if (before !== null && follower.since >= before) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'follow_ended', user, why, dm: follower.dm, posts: follower.posts });
};
