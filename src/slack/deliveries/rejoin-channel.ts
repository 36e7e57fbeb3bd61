// Safe to repeat: joining twice is once, and a room that is known to be back is left alone.
import type { Answer } from '../api.ts';
import type { Slack } from '../slack.ts';
import { type Delivery, done, settle } from './delivery.ts';

/** Somebody unarchived the room: the bot comes in again, and only then the incident knows that it is back. */
export const rejoinChannel: Delivery<'rejoin_channel'> = async (slack, _job, incident, { channel, by }) => {
  if (incident.room.channel !== channel || incident.room.archivedAt === null) return done;
  const answer = await comeIn(slack, channel);
  // Archived again meanwhile: that is what the incident knows.
  if (answer.ok ? answer.result.channel.is_archived === true : answer.code === 'is_archived') return done;
  if (!answer.ok) return settle(answer, `<#${channel}>`);
  return { outcome: 'done', commands: [{ type: 'room_changed', by, archived: false }] };
};

/** Archiving throws a bot out of a public channel, and it can join that again; a private one keeps its members. */
export async function comeIn(slack: Slack, channel: string) {
  const found = await channelOf(slack, channel);
  if (!found.ok || found.result.channel.is_private === true || found.result.channel.is_archived === true) return found;
  return slack.api<Found>('conversations.join', { channel });
}

/** The bot is in it, and it is not archived. A private one is shown to its members only. */
export function isInside(found: Answer<Found>): boolean {
  return found.ok && found.result.channel.is_archived !== true && found.result.channel.is_member !== false;
}

/** To somebody outside a private channel does not exist; nor does one by an id that it had. */
export function isUnknown(found: Answer<Found>): boolean {
  return !found.ok && found.code === 'channel_not_found';
}

export interface Found {
  readonly channel: {
    readonly name?: string;
    readonly is_archived?: boolean;
    readonly is_private?: boolean;
    readonly is_member?: boolean;
  };
}

export function channelOf(slack: Slack, channel: string) {
  return slack.api<Found>('conversations.info', { channel });
}
