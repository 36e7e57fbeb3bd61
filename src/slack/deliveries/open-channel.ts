// Safe to repeat: a channel that an earlier attempt made, its answer lost, is found among the bot's own and used.
import type { Job } from '../../engine/engine.ts';
import { channelName } from '../../incident/channel-name.ts';
import type { Incident, UserId } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import { expandPeople } from '../expand-people.ts';
import { membersOf } from '../members-of.ts';
import { ownChannels } from '../own-channels.ts';
import type { Slack } from '../slack.ts';
import { type Delivery, done, settle } from './delivery.ts';

interface Created {
  readonly channel: { readonly id: string; readonly name: string };
}

/** So many rooms of one name are taken before we give up. */
const suffixMax = 20;

/** Makes the war room. Groups are looked up beside it, so that everybody is asked in at once, two calls deep. */
export const openChannel: Delivery<'open_channel'> = async (slack, job, incident) => {
  if (incident.room.channel !== null) return done;
  const former = await formerMembers(slack, job, incident);
  if (!former.ok) return settle(former);
  const [made, invited] = await Promise.all([
    makeChannel(slack, incident, job.attempt),
    expandPeople(slack, [...whomToInvite(incident), ...former.result]),
  ]);
  if (!made.ok) return settle(made);
  const { id: channel, name } = made.result.channel;
  return {
    outcome: 'done',
    commands: [
      { type: 'channel_opened', by: 'muster', channel, name, invited: invited.users },
      // A group that Slack does not know keeps nobody out, but the briefing says who was not asked in.
      ...invited.unknown.map(
        (what) => ({ type: 'errand_parked', by: 'muster', errand: 'invite', why: 'unknown_group', what }) as const,
      ),
    ],
  };
};

/** Who declared, who reopened and who has a role (when a room is opened again), and whom severity and services call; ids or group handles. */
function whomToInvite(incident: Incident): readonly string[] {
  const { policy, severity, services, roles, declaredBy, room } = incident;
  const declarer: readonly UserId[] = declaredBy === 'muster' ? [] : [declaredBy];
  const called = policy.services
    .filter((service) => services.includes(service.name))
    .flatMap((service) => service.invite);
  return [
    ...declarer,
    ...room.invited,
    ...roles.map((holding) => holding.user),
    ...policy.severities[severity].invite,
    ...called,
  ];
}

/** Who was in the private room that this one takes the place of: they know of it, and nobody else may ask them in. */
async function formerMembers(slack: Slack, job: Job, incident: Incident): Promise<Answer<readonly UserId[]>> {
  const { replaces } = incident.room;
  if (!incident.private || replaces === undefined) return { ok: true, result: [] };
  const members = await membersOf(slack.api, replaces);
  if (members.ok || members.kind === 'later') return members;
  // Slack tells only who is in it. Else the record does: people who did something there, and were not taken out since.
  const users = (await slack.engine.participants(job.ref)).map(({ user }) => user).filter((user) => /^[UW]/.test(user));
  const presence = await slack.engine.presence(job.ref, users);
  const result = users.filter((user) => {
    const { joinedAt = null, leftAt = null } = presence.get(user) ?? {};
    return leftAt === null || leftAt < (joinedAt ?? 0);
  });
  return { ok: true, result };
}

async function makeChannel(slack: Slack, incident: Incident, attempt: number): Promise<Answer<Created>> {
  for (let suffix = 1; ; suffix += 1) {
    const name = channelName(incident.number, incident.title, suffix);
    const answer = await slack.api<Created>('conversations.create', { name, is_private: incident.private });
    if (answer.ok || answer.code !== 'name_taken' || suffix === suffixMax) return answer;
    const own = attempt > 1 ? await findOwn(slack, name) : null;
    if (own !== null) return { ok: true, result: { channel: own } };
  }
}

/** A channel of this name that the bot made and that no incident uses yet. */
async function findOwn(slack: Slack, name: string): Promise<Created['channel'] | null> {
  const { botUserId, teamId } = slack.identity;
  for await (const own of ownChannels(slack, { types: 'public_channel,private_channel', exclude_archived: true })) {
    if (own.name !== name || (own.creator ?? botUserId) !== botUserId) continue;
    const used = await slack.engine.incidentIn(teamId, own.id);
    return used === null ? { id: own.id, name: own.name } : null;
  }
  return null;
}
