import { escapeText } from '../../record/slack-text.ts';
import { type Message, message, section } from '../blocks.ts';

/** Why a channel cannot become a war room, and what to do instead. */
export const adopting = {
  noChannel: () =>
    say('Only a channel can be a war room. Type it in the channel, or open a new room: `/incident new TITLE`.'),
  inviteMe: () => say('I am not in this channel. Invite me with `/invite @muster`, then type the same once more.'),
  archived: () => say('This channel is archived. Somebody must bring it back before it can be a war room.'),
  announcements: () =>
    say('Incidents are announced in this channel: it cannot be the room of one. `/incident new TITLE` opens a room.'),
  slackAway: () => say('Slack does not answer, so nothing was changed. Please try again in a minute.'),
  /** `code` is what Slack answered. */
  notLetIn: (code: string, shared: boolean) =>
    say(
      `Slack did not let me into this channel (${escapeText(code)}).${shared ? ' It is shared with another organisation.' : ''} Invite me with \`/invite @muster\`, or open a new room: \`/incident new TITLE\`.`,
    ),
} as const;

function say(raw: string): Message {
  return message(raw, [section(raw)]);
}
