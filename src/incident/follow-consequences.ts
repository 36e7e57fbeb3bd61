// What those are told who are not at work in the room.
import type { Errand, Task } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { canBeFollowed, type FollowEvent, followerOf, followersOf } from './followers.ts';
import type { Incident, MessageRef, UserId } from './incident.ts';
import { act, paint } from './surfaces.ts';

/** Somebody begins or ceases to follow; a guest comes or goes. */
export function followConsequences(event: Extract<IncidentEvent, { type: FollowEvent['type'] }>): readonly Errand[] {
  switch (event.type) {
    case 'followed':
      return [
        paint(`follower:${event.by}`, { kind: 'paint_follower', user: event.by, news: true }),
        // After the message that says so.
        ...(event.leaving ? [act(`follower:${event.by}`, { kind: 'take_out', user: event.by })] : []),
      ];
    case 'follow_ended':
      return event.why === 'unreachable' ? [] : [dismissed(event)];
    case 'guest_came':
    case 'guest_left':
      return [paint('briefing', { kind: 'paint_briefing' })];
  }
}

/**
 * Every follower's errand about an event. Severity and phase are news: a new message, since an edit notifies nobody.
 * The rest is edited into the newest message, on a surface of its own, so that news need not wait behind edits.
 */
export function followerNews(incident: Incident, event: IncidentEvent): readonly Errand[] {
  if (event.type === 'room_made_private') {
    return followersOf(incident).map((follower) => dismissed({ ...follower, why: 'asked' }));
  }
  const place = places[event.type];
  if (place === undefined || !canBeFollowed(incident)) return [];
  if ('role' in event && event.role !== 'communicator' && event.role !== 'lead') return [];
  return followersOf(incident).map(({ user }) =>
    place === 'news'
      ? paint(`follower:${user}`, { kind: 'paint_follower', user, news: true })
      : paint(`follower-card:${user}`, { kind: 'paint_follower', user, news: false }),
  );
}

/** A message that was on its way when somebody ceased to follow, or the incident was made private. */
export function lateForFollower(incident: Incident, user: UserId, { channel, ts }: MessageRef): readonly Errand[] {
  if (followerOf(incident, user) !== undefined && !incident.private) return [];
  return [dismissed({ user, why: 'asked', dm: channel, posts: [ts] })];
}

const places: Readonly<Partial<Record<IncidentEvent['type'], 'news' | 'edit'>>> = {
  severity_set: 'news',
  contained: 'news',
  resolved: 'news',
  reopened: 'news',
  cancelled: 'news',
  marked_duplicate: 'news',
  // Whoever heard of the mistake must not go on believing it.
  undone: 'news',
  closed: 'edit',
  update_sent: 'edit',
  update_missed: 'edit',
  title_set: 'edit',
  summary_set: 'edit',
  time_corrected: 'edit',
  // Whom to ask has changed.
  role_taken: 'edit',
  role_vacated: 'edit',
};

function dismissed({
  user,
  why,
  dm,
  posts,
}: Pick<Extract<Task, { kind: 'dismiss_follower' }>, 'user' | 'why' | 'dm' | 'posts'>): Errand {
  return act(`follower:${user}`, { kind: 'dismiss_follower', user, why, dm, posts });
}
