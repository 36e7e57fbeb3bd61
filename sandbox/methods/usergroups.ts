import { flag, type Method, required } from '../call.ts';
import { SlackError } from '../slack-error.ts';

const list: Method = {
  tier: 2,
  scopes: ['usergroups:read'],
  run(call) {
    const usergroups = [...call.world.groups.values()].map((group) => ({
      id: group.id,
      team_id: call.world.team.id,
      is_usergroup: true,
      name: group.handle,
      handle: group.handle,
      description: '',
      date_create: 0,
      date_update: 0,
      date_delete: 0,
      prefs: { channels: [], groups: [] },
      ...(flag(call, 'include_users') ? { users: group.members } : {}),
      // A text in Slack's answers too.
      ...(flag(call, 'include_count') ? { user_count: String(group.members.length) } : {}),
    }));
    return { usergroups };
  },
};

const users: Method = {
  tier: 2,
  scopes: ['usergroups:read'],
  run(call) {
    const group = call.world.groups.get(required(call, 'usergroup'));
    if (!group) throw new SlackError('no_such_subteam');
    return { users: group.members };
  },
};

export const usergroupMethods: Record<string, Method> = { 'usergroups.list': list, 'usergroups.users.list': users };
