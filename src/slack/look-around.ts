// What people did to a room, to the bot in it and to accounts while nobody listened, or of which Slack tells nothing.
import type { Command, CommandBody } from '../incident/commands.ts';
import { openHandovers } from '../incident/handovers.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import { channelOf, type Found, isUnknown } from './deliveries/rejoin-channel.ts';
import { findRoomAgain } from './find-room-again.ts';
import type { Slack } from './slack.ts';

/**
 * Compares what an incident knows of its room and of who holds its roles with what Slack says now, and takes over what is
 * different. Done while a record is compared with the history, so that it has the same rhythm. Slack has an event for
 * each change of anybody's account, but it comes with every new status of every member: a large workspace would use up
 * its deliveries with them.
 */
export async function lookAround(slack: Slack, incident: Incident): Promise<void> {
  const seen = [...(await roomNow(slack, incident)), ...(await holdersNow(slack, incident))];
  for (const body of seen) await slack.engine.perform(incident, { ...body, by: 'muster' } as Command);
}

/** Each is refused where the incident knows it already. */
async function roomNow(slack: Slack, incident: Incident): Promise<readonly CommandBody[]> {
  const { channel } = incident.room;
  if (channel === null) return [];
  const found = await channelOf(slack, channel);
  if (!found.ok) {
    const isGone = isUnknown(found) && !(await findRoomAgain(slack, incident));
    return isGone ? [{ type: 'room_left', leftAt: slack.now(), channel }] : [];
  }
  const { name = '', is_archived, is_private, is_member }: Found['channel'] = found.result.channel;
  return [
    { type: 'room_renamed', name },
    ...(is_private === true ? [{ type: 'room_made_private' } as const] : []),
    ...(is_archived === true ? [{ type: 'room_changed', archived: true } as const] : []),
    ...(is_member === false ? [{ type: 'room_left', leftAt: slack.now(), channel } as const] : []),
    ...(is_member !== false && is_archived !== true ? [{ type: 'room_rejoined' } as const] : []),
  ];
}

async function holdersNow(slack: Slack, incident: Incident): Promise<readonly CommandBody[]> {
  if (!isOpen(incident)) return [];
  const asked = openHandovers(incident).map(({ to }) => to);
  const holders = [...new Set([...incident.roles.map(({ user }) => user), ...asked])].filter(
    (user) => user !== 'muster',
  );
  const gone = await Promise.all(holders.map((user) => isDeactivated(slack, user)));
  return holders.filter((_, index) => gone[index]).map((user) => ({ type: 'release_holder', user }));
}

/** In doubt somebody is there. */
async function isDeactivated(slack: Slack, user: string): Promise<boolean> {
  const answer = await slack.api<{ readonly user: { readonly deleted?: boolean } }>('users.info', { user });
  return answer.ok && answer.result.user.deleted === true;
}
