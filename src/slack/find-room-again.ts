import type { Incident } from '../incident/incident.ts';
import { type OwnChannel, ownChannels } from './own-channels.ts';
import type { Slack } from './slack.ts';

const mostAsked = 5;

/**
 * Slack may not have told that the room has another id (`channel_id_changed`): then its old one is not found. It is the
 * private channel in which our briefing stands, and no incident's yet. True: it was found, and all follows.
 */
export async function findRoomAgain(slack: Slack, { room, workspace }: Incident): Promise<boolean> {
  const { channel, briefing, name } = room;
  if (channel === null || briefing === null) return false;
  const free: OwnChannel[] = [];
  for await (const own of ownChannels(slack, { types: 'private_channel', exclude_archived: false }))
    if ((await slack.engine.incidentIn(workspace, own.id)) === null) free.push(own);
  // It may have been renamed too.
  const likely = free.toSorted((one, other) => Number(other.name === name) - Number(one.name === name));
  for (const { id } of likely.slice(0, mostAsked)) {
    if (!(await holds(slack, id, briefing))) continue;
    await slack.engine.followChannel(workspace, `followed:${channel}`, { from: channel, to: id });
    return true;
  }
  return false;
}

async function holds(slack: Slack, channel: string, ts: string): Promise<boolean> {
  const place = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const answer = await slack.api<{ readonly messages: readonly { readonly ts: string }[] }>(
    'conversations.history',
    place,
  );
  return answer.ok && answer.result.messages.some((message) => message.ts === ts);
}
