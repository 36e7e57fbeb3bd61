// The room was renamed, or made private, by hand: Slack tells it by a line of its own in the room.
import type { IncidentRef } from '../../engine/engine.ts';
import type { CommandBody } from '../../incident/commands.ts';
import type { Slack } from '../slack.ts';
import type { SlackMessage } from './hear-message.ts';

/** What a line of Slack's own says of the room, taken over into the incident; most say nothing that it keeps. */
export async function hearRoom(slack: Slack, ref: IncidentRef, line: SlackMessage, key: string): Promise<void> {
  const change = changeOf(line);
  if (change !== null) await slack.engine.perform(ref, { ...change, by: line.user ?? 'muster' }, `${key}:room`);
}

function changeOf({ subtype, name }: SlackMessage): CommandBody | null {
  switch (subtype) {
    case 'channel_name':
    case 'group_name':
      return { type: 'room_renamed', name: name ?? '' };
    case 'channel_convert_to_private':
      return { type: 'room_made_private' };
    default:
      return null;
  }
}
