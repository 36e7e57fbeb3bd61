import { flag, ids, type Method, optional } from '../call.ts';
import { knownUser, seenChannel } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { directChannel } from '../world.ts';

/** Opens a direct conversation with one person. Group conversations need a scope that nobody here holds. */
export const conversationsOpen: Method = {
  tier: 3,
  scopes: ['im:write', 'mpim:write'],
  run(call) {
    const { world } = call;
    const users = ids(call, 'users');
    if (users.length === 0 && !optional(call, 'channel')) throw new SlackError('users_list_not_supplied');
    if (users.length > 8) throw new SlackError('too_many_users');
    if (users.length > 1)
      throw new SlackError('missing_scope', { needed: 'mpim:write', provided: world.app.scopes.join(',') });
    const person = users[0] ? knownUser(call, users[0]) : null;
    if (person?.deactivated) throw new SlackError('user_disabled');
    if (person?.bot) throw new SlackError('user_not_found');
    const before = world.channels.size;
    const channel = person ? directChannel(world, person.id) : seenChannel(call);
    const there = world.channels.size === before ? { no_op: true, already_open: true } : {};
    return { channel: flag(call, 'return_im') ? channelJson(world, channel) : { id: channel.id }, ...there };
  },
};
