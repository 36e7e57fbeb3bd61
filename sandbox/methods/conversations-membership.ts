import { type Method, required } from '../call.ts';
import { comeIn, goOut } from '../channel-changes.ts';
import { all, knownUser, managing, ownChannel, seenChannel } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';

const join: Method = {
  tier: 3,
  scopes: ['channels:join'],
  run(call) {
    const { world } = call;
    const channel = seenChannel(call);
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.archived) throw new SlackError('is_archived');
    const already = channel.members.has(world.app.botUserId);
    comeIn(world, channel, world.app.botUserId);
    const warnings = ['already_in_channel'];
    return {
      channel: channelJson(world, channel),
      ...(already ? { warning: 'already_in_channel', response_metadata: { warnings } } : {}),
    };
  },
};

const leave: Method = {
  tier: 3,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const { world } = call;
    const channel = seenChannel(call, { family: managing });
    if (channel.archived) throw new SlackError('is_archived');
    // As recorded: not ok, and no error either.
    if (!channel.members.has(world.app.botUserId)) return { ok: false, not_in_channel: true };
    if (channel.name === 'general') throw new SlackError('cant_leave_general');
    if (channel.kind === 'private' && channel.members.size === 1) throw new SlackError('last_member');
    goOut(world, channel, world.app.botUserId);
    return {};
  },
};

const kick: Method = {
  tier: 3,
  scopes: all({ ...managing, im: [] }),
  run(call) {
    const { world } = call;
    const channel = ownChannel(call, { family: managing });
    const user = knownUser(call, required(call, 'user'));
    if (user.id === world.app.botUserId) throw new SlackError('cant_kick_self');
    if (channel.name === 'general') throw new SlackError('cant_kick_from_general');
    if (!channel.members.has(user.id)) throw new SlackError('not_in_channel');
    goOut(world, channel, user.id, world.app.botUserId);
    return { errors: {} };
  },
};

/** Coming in by itself, going, and taking somebody out. */
export const membershipMethods: Record<string, Method> = {
  'conversations.join': join,
  'conversations.leave': leave,
  'conversations.kick': kick,
};
