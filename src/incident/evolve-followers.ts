import type { IncidentEvent } from './events.ts';
import { type FollowEvent, followersOf } from './followers.ts';
import type { Incident } from './incident.ts';

/** Who follows, and which guests are in the room. An incident of an earlier version has neither. */
export function evolveFollowers(
  incident: Incident,
  event: Extract<IncidentEvent, { type: FollowEvent['type'] }>,
): Incident {
  const followers = followersOf(incident);
  const guests = incident.guests ?? [];
  switch (event.type) {
    case 'followed': {
      if (followers.some(({ user }) => user === event.by)) return incident;
      const fresh = { user: event.by, since: event.at, dm: null, posts: [], heard: '' };
      return { ...incident, followers: [...followers, fresh] };
    }
    case 'follow_ended':
      return { ...incident, followers: followers.filter(({ user }) => user !== event.user) };
    case 'guest_came': {
      const others = guests.filter(({ user }) => user !== event.user);
      return { ...incident, guests: [...others, { user: event.user, kind: event.kind }] };
    }
    case 'guest_left':
      return { ...incident, guests: guests.filter(({ user }) => user !== event.user) };
  }
}
