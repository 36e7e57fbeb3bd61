// Who comes and goes. Late joiners, who were not asked in when the room opened, get the brief; only they see it.
import type { Errand } from '../../incident/errands.ts';
import { instantOf } from '../slack-time.ts';
import type { Hear } from './hear.ts';

interface Membership {
  readonly user: string;
  readonly channel: string;
  readonly inviter?: string;
  readonly event_ts: string;
}

export const hearMembership: Hear = async (slack, { key, event }) => {
  const { user, channel, inviter, event_ts } = event as unknown as Membership;
  if (user === slack.identity.botUserId) return;
  const { teamId, botUserId } = slack.identity;
  const joined = event.type === 'member_joined_channel';
  const incident = joined ? await slack.engine.incidentIn(teamId, channel) : null;
  const late = incident !== null && !incident.room.invited.includes(user);
  const brief: Errand = { sort: 'say', surface: `brief:${user}`, task: { kind: 'brief_joiner', user, channel } };
  const invited = inviter === undefined || inviter === botUserId ? '' : `, asked in by <@${inviter}>`;
  await slack.engine.hear(
    teamId,
    key,
    {
      kind: 'membership',
      channel,
      user,
      text: joined ? `<@${user}> joined${invited}.` : `<@${user}> left.`,
      at: instantOf(event_ts),
    },
    late ? [brief] : [],
  );
};
