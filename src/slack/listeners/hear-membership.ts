// Who comes and goes. Late joiners, who were not asked in when the room opened, get the brief; only they see it.
// Guests are named on the briefing while they are in.
import { awaitedUsers } from '../../incident/awaited.ts';
import type { Errand } from '../../incident/errands.ts';
import { guestOf } from '../../incident/greet-guest.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { instantOf } from '../slack-time.ts';
import { type Hear, keyOfDeed } from './hear.ts';

interface Membership {
  readonly user: string;
  readonly channel: string;
  readonly inviter?: string;
  readonly event_ts: string;
}

export const hearMembership: Hear = async (slack, { event }) => {
  const told = event as unknown as Membership;
  const { user, channel, inviter, event_ts } = told;
  const key = keyOfDeed(event.type, told);
  const { teamId, botUserId } = slack.identity;
  const joined = event.type === 'member_joined_channel';
  const incident = joined ? await slack.engine.incidentIn(teamId, channel) : null;
  if (user === botUserId) {
    const why = incident === null ? null : outOfReach(incident.room);
    if (incident === null || why === null) return;
    const by = inviter ?? 'muster';
    // Asked into a room that was archived: it is back, whether or not we could come in by ourselves.
    const back =
      why === 'archived' ? ({ type: 'room_changed', archived: false } as const) : ({ type: 'room_rejoined' } as const);
    await slack.engine.perform(incident, { ...back, by }, `${key}:room`);
    return;
  }
  if (!joined) {
    const left = await slack.engine.incidentIn(teamId, channel);
    if (left !== null && guestOf(left, user) !== undefined) {
      await slack.engine.perform(left, { type: 'see_guest_off', by: 'muster', user }, `${key}:guest`);
    }
  }
  const late = incident !== null && !incident.room.invited.includes(user);
  const brief: Errand = { sort: 'say', surface: `brief:${user}`, task: { kind: 'brief_joiner', user, channel } };
  // Who was awaited is here: the briefing names them no longer.
  const awaited = incident !== null && awaitedUsers(incident, slack.now()).includes(user);
  const briefing: Errand = { sort: 'paint', surface: 'briefing', task: { kind: 'paint_briefing' } };
  const at = instantOf(event_ts);
  const meet: Errand = { sort: 'do', surface: `meet:${user}`, task: { kind: 'meet_joiner', user, at } };
  await slack.engine.hear(
    teamId,
    key,
    {
      kind: 'membership',
      channel,
      user,
      text: membershipWords(user, joined ? 'joined' : 'left', inviter, botUserId),
      at,
    },
    incident === null ? [] : [meet, ...(late ? [brief] : []), ...(awaited ? [briefing] : [])],
  );
};

/** `<@U1> joined, asked in by <@U2>.`; whom the bot itself asked in just came. */
export function membershipWords(
  user: string,
  verb: 'joined' | 'left',
  inviter: string | undefined,
  botUserId: string,
): string {
  const invited =
    verb === 'left' || inviter === undefined || inviter === botUserId ? '' : `, asked in by <@${inviter}>`;
  return `<@${user}> ${verb}${invited}.`;
}
