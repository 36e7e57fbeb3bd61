// Everybody else: who follows an incident by direct message without entering its room, and guests who are in it.
import { holdersOf, type Incident, type Instant, type MessageRef, type UserId } from './incident.ts';
import type { RoleName } from './policy.ts';

/** The part of an incident's state that is about them; absent: nobody. */
export interface Outsiders {
  readonly followers?: readonly Follower[];
  readonly guests?: readonly Guest[];
}

/** Somebody who hears the news of an incident by direct message. */
export interface Follower {
  readonly user: UserId;
  readonly since: Instant;
  /** The conversation with them, and our messages there, oldest first; the newest is kept current by editing. */
  readonly dm: string | null;
  readonly posts: readonly string[];
  /** What they were told of last, see `newsOf`; empty: nothing yet. */
  readonly heard: string;
}

/** A guest in the room: `stranger`, of another organisation. */
export interface Guest {
  readonly user: UserId;
  readonly kind: GuestKind;
}

export type GuestKind = 'guest' | 'stranger';

/** `asked`: by themselves; `entered`: they read the news in the room now; `unreachable`: Slack takes no message to them. */
export type FollowEnd = 'asked' | 'entered' | 'unreachable';

export type FollowCommand =
  /** `inRoom`: they are in the room; `leaving`: and want to be taken out of it. */
  | { readonly type: 'follow'; readonly inRoom: boolean; readonly leaving: boolean }
  /** `before`: only who followed before that moment; null: whoever does. */
  | {
      readonly type: 'end_follow';
      readonly user: UserId;
      readonly why: FollowEnd;
      readonly before: Instant | null;
    }
  | { readonly type: 'greet_guest'; readonly user: UserId; readonly kind: GuestKind }
  | { readonly type: 'see_guest_off'; readonly user: UserId };

export type FollowEvent =
  | { readonly type: 'followed'; readonly leaving: boolean }
  /** `dm` and `posts`: what they have of us. */
  | {
      readonly type: 'follow_ended';
      readonly user: UserId;
      readonly why: FollowEnd;
      readonly dm: string | null;
      readonly posts: readonly string[];
    }
  | { readonly type: 'guest_came'; readonly user: UserId; readonly kind: GuestKind }
  | { readonly type: 'guest_left'; readonly user: UserId; readonly kind: GuestKind };

/** Each is a direct message with every news; more than a company's leaders do not press `Follow`. */
export const followersMax = 300;

/** On, unless the configuration says otherwise; nobody outside hears of a private incident. */
export function canBeFollowed(incident: Pick<Incident, 'policy' | 'private'>): boolean {
  return incident.policy.follow !== false && !incident.private;
}

export function followersOf(incident: Incident): readonly Follower[] {
  return incident.followers ?? [];
}

export function followerOf(incident: Incident, user: UserId): Follower | undefined {
  return followersOf(incident).find((follower) => follower.user === user);
}

/** What is worth a new message: severity and phase. The same twice is no news; closing adds nothing to resolving. */
export function newsOf({ severity, phase }: Pick<Incident, 'severity' | 'phase'>): string {
  return `${severity} ${phase === 'closed' ? 'resolved' : phase}`;
}

/** Who answers questions from outside, and as what; the communicator, else who leads, else who declared. */
export function spokenFor(incident: Incident): readonly { readonly user: UserId; readonly role: RoleName | null }[] {
  for (const role of ['communicator', 'lead']) {
    const holders = holdersOf(incident, role);
    if (holders.length > 0) return holders.map(({ user }) => ({ user, role }));
  }
  return incident.declaredBy === 'muster' ? [] : [{ user: incident.declaredBy, role: null }];
}

/** Slack shows a message to a follower: it is the newest now. */
export function followerTold(
  followers: readonly Follower[],
  user: UserId,
  heard: string,
  message: MessageRef,
): readonly Follower[] {
  return followers.map((follower) => {
    if (follower.user !== user) return follower;
    const before = follower.dm === message.channel ? follower.posts.filter((ts) => ts !== message.ts) : [];
    return { ...follower, heard, dm: message.channel, posts: [...before, message.ts].slice(-postsKept) };
  });
}

/** So many can be taken back when the incident is made private. */
const postsKept = 12;
