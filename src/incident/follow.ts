import { isAtWork, workPhases } from './at-work.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { canBeFollowed, followerOf, followersMax, followersOf } from './followers.ts';

/**
 * `Follow`: the news come by direct message, and the room stays quiet. `Follow and leave` is for who has entered and
 * only watches; who holds a role is needed there.
 */
export const follow: Rule<'follow'> = (incident, { by, inRoom, leaving }) => {
  if (!canBeFollowed(incident)) return refuse({ reason: 'not_followed' });
  if (!isAtWork(incident)) return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: workPhases });
  const roles = incident.roles.filter(({ user }) => user === by).map(({ role }) => role);
  if (leaving && roles.length > 0) return refuse({ reason: 'holds_roles', roles });
  const already = followerOf(incident, by);
  if (leaving && inRoom) return happened({ type: 'followed', leaving });
  if (already !== undefined) return refuse({ reason: 'already_following', since: already.since });
  if (inRoom) return refuse({ reason: 'in_the_room', roles });
  if (followersOf(incident).length >= followersMax) {
    return refuse({ reason: 'too_many_followers', most: followersMax });
  }
  return happened({ type: 'followed', leaving: false });
};
