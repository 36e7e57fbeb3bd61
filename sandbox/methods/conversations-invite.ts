import { flag, ids, type Method } from '../call.ts';
import { comeIn } from '../channel-changes.ts';
import { all, inviting, ownChannel } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel, World } from '../world.ts';

/** One call takes a hundred people (the argument's description; the page's prose says a thousand). */
const mostUsers = 100;

/** All or nothing; with `force` those who can come do, and `errors` names the others. */
export const conversationsInvite: Method = {
  tier: 3,
  scopes: all(inviting),
  run(call) {
    const { world } = call;
    const channel = ownChannel(call, { family: inviting });
    if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
    const users = [...new Set(ids(call, 'users'))];
    if (users.length === 0) throw new SlackError('no_user');
    if (users.length > mostUsers) throw new SlackError('too_many_users');
    const errors = users
      .map((user) => ({ user, ok: false, error: problemOf(world, channel, user) }))
      .filter((one): one is { user: string; ok: false; error: string } => one.error !== null);
    const first = errors[0];
    const force = flag(call, 'force');
    const refused = new Set(errors.map((one) => one.user));
    if (first && (!force || refused.size === users.length)) throw new SlackError(first.error, { errors });
    for (const user of users) if (!refused.has(user)) comeIn(world, channel, user, world.app.botUserId);
    return { channel: channelJson(world, channel), ...(first ? { errors } : {}) };
  },
};

function problemOf(world: World, channel: Channel, id: string): string | null {
  if (id === world.app.botUserId) return 'cant_invite_self';
  const user = world.users.get(id);
  if (!user) return 'user_not_found';
  if (channel.members.has(id)) return 'already_in_channel';
  return user.deactivated ? 'cant_invite' : null;
}
