import type { IncidentEvent } from '../incident/events.ts';
import type { FollowEvent } from '../incident/followers.ts';
import { actor } from './phrases.ts';

/** Who watches from outside, and who of outside is in the room; raw. */
export function describeFollow(event: Extract<IncidentEvent, { type: FollowEvent['type'] }>): string {
  switch (event.type) {
    case 'followed':
      return `${actor(event.by)} follows by direct message${event.leaving ? ', and leaves the room' : ''}.`;
    case 'follow_ended':
      return `${actor(event.user)} follows no more: ${ends[event.why]}.`;
    case 'guest_came':
      return `${actor(event.user)} is here as a ${guestWord(event.kind)}.`;
    case 'guest_left':
      return `${actor(event.user)}, a ${guestWord(event.kind)}, is here no more.`;
  }
}

export function guestWord(kind: 'guest' | 'stranger'): string {
  return kind === 'stranger' ? 'guest of another organisation' : 'guest';
}

const ends = {
  asked: 'they ended it',
  entered: 'they came into the room',
  unreachable: 'Slack takes no message to them',
};
