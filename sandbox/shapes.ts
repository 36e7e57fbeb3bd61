import { type Channel, elsewhere, type Note, type User, type World } from './world.ts';

/** A conversation as methods show it. `num_members` only where a method promises it. */
export function channelJson(
  world: World,
  channel: Channel,
  { counted = false, member = true }: { counted?: boolean; member?: boolean } = {},
): Record<string, unknown> {
  if (channel.kind === 'im') {
    const user = [...channel.members].find((id) => id !== world.app.botUserId);
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_org_shared: false,
      user,
      is_user_deleted: false,
    };
  }
  const note = (it: Note) => ({ value: it.value, creator: it.by, last_set: it.at });
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    created: channel.created,
    updated: channel.created * 1000,
    creator: channel.creator,
    unlinked: 0,
    context_team_id: world.team.id,
    shared_team_ids: [world.team.id],
    pending_shared: [],
    pending_connected_team_ids: [],
    parent_conversation: null,
    topic: note(channel.topic),
    purpose: note(channel.purpose),
    previous_names: channel.previousNames,
    ...(member ? { is_member: channel.members.has(world.app.botUserId) } : {}),
    ...(counted ? { num_members: channel.members.size } : {}),
  };
}

/** A user as methods show it; the e-mail only with its own scope. */
export function userJson(world: World, user: User): Record<string, unknown> {
  return {
    id: user.id,
    team_id: user.stranger ? elsewhere : world.team.id,
    name: user.name,
    deleted: user.deactivated,
    real_name: user.realName,
    tz: user.zone,
    tz_label: user.zone,
    tz_offset: offsetOf(user.zone, world.clock.now()),
    profile: {
      title: user.title,
      phone: user.phone,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      status_text: '',
      status_emoji: '',
      team: user.stranger ? elsewhere : world.team.id,
      ...(world.app.scopes.includes('users:read.email') ? { email: emailOf(world, user) } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.guest,
    is_ultra_restricted: false,
    is_bot: user.bot,
    is_app_user: false,
    ...(user.stranger ? { is_stranger: true } : {}),
    updated: 0,
  };
}

export const emailOf = (world: World, user: User): string => `${user.name}@${world.team.domain}.example`;

/** Seconds east of UTC, at that moment. */
function offsetOf(zone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
