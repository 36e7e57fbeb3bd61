// `Follow` on the announcement: the news by direct message, without entering the room; `Unfollow` there ends it.
// `Follow and leave`, for who has entered and only watches, in the brief of late joiners and on the panel.
import type { Incident, UserId } from '../../incident/incident.ts';
import { membersOf } from '../members-of.ts';
import type { Slack } from '../slack.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

// The direct message that follows is the answer: another beside it would be one too many.
export const follow: ActionListener = (pressed) =>
  aboutPressed(pressed, 'follow', async (incident) => {
    const inRoom = await isInRoom(pressed.slack, incident, pressed.user);
    return performed(pressed, incident, { type: 'follow', by: pressed.user, inRoom, leaving: false });
  });

export const followAndLeave: ActionListener = (pressed) =>
  aboutPressed(pressed, 'follow_and_leave', async (incident) => {
    const inRoom = await isInRoom(pressed.slack, incident, pressed.user);
    return performed(pressed, incident, { type: 'follow', by: pressed.user, inRoom, leaving: true });
  });

export const unfollow: ActionListener = (pressed) =>
  aboutPressed(pressed, 'unfollow', (incident) => {
    const { user } = pressed;
    // The message that was pressed, or the newest, says it by itself.
    return performed(pressed, incident, { type: 'end_follow', by: user, user, why: 'asked', before: null });
  });

async function isInRoom(slack: Slack, incident: Incident, user: UserId): Promise<boolean> {
  const { channel } = incident.room;
  if (channel === null) return false;
  const members = await membersOf(slack.quick, channel);
  // When Slack cannot say: whoever enters, or is in there, is at worst told twice.
  return members.ok && members.result.includes(user);
}
