import { type Call, flag, limitOf, type Method, optional, pageOf } from '../call.ts';
import { all, needScope, reading, seenChannel } from '../reach.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel, ChannelKind } from '../world.ts';

const kindOf: Record<string, ChannelKind | null> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: null,
};

const lookUp: Method = {
  tier: 3,
  scopes: all(reading),
  run(call) {
    const channel = seenChannel(call, { family: reading });
    return { channel: channelJson(call.world, channel, { counted: flag(call, 'include_num_members') }) };
  },
};

const list: Method = {
  tier: 2,
  scopes: all(reading),
  run(call) {
    const { page, next } = pageOf(
      call,
      ofTypes(call, () => true),
      limitOf(call, 100, 1000),
    );
    const channels = page.map((channel) => channelJson(call.world, channel, { counted: true }));
    return { channels, response_metadata: { next_cursor: next } };
  },
};

/** The conversations of one user, of the bot itself unless another is named. */
const ofUser: Method = {
  tier: 3,
  scopes: all(reading),
  run(call) {
    const user = optional(call, 'user') ?? call.world.app.botUserId;
    const { page, next } = pageOf(
      call,
      ofTypes(call, (channel) => channel.members.has(user)),
      limitOf(call, 100, 999),
    );
    const channels = page.map((channel) => channelJson(call.world, channel, { member: false }));
    return { channels, response_metadata: { next_cursor: next } };
  },
};

const members: Method = {
  tier: 4,
  scopes: all(reading),
  run(call) {
    const channel = seenChannel(call, { family: reading });
    const { page, next } = pageOf(call, [...channel.members], limitOf(call, 100, 1000));
    return { members: page, response_metadata: { next_cursor: next } };
  },
};

function ofTypes(call: Call, wanted: (channel: Channel) => boolean): Channel[] {
  const types = (optional(call, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  const kinds = types.map((type) => {
    const kind = kindOf[type];
    if (kind === undefined) throw new SlackError('invalid_types');
    if (kind) needScope(call, reading[kind] ?? []);
    return kind;
  });
  const bot = call.world.app.botUserId;
  return [...call.world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === 'public' || channel.members.has(bot)) &&
      !(channel.archived && flag(call, 'exclude_archived')) &&
      wanted(channel),
  );
}

/** Looking conversations up. */
export const channelListMethods: Record<string, Method> = {
  'conversations.info': lookUp,
  'conversations.list': list,
  'conversations.members': members,
  'users.conversations': ofUser,
};
