import { type Call, type Method, optional, required } from '../call.ts';
import { type Message, messageAt } from '../message.ts';
import { seenChannel } from '../reach.ts';
import { react, unreact } from '../reacting.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../world.ts';

/** A message carries fifty different emoji, and twenty-three of one user. */
const mostEmoji = 50;
const mostOfOneUser = 23;

const add: Method = {
  tier: 3,
  scopes: ['reactions:write'],
  run(call) {
    const { channel, message, name } = named(call);
    const bot = call.world.app.botUserId;
    const reactions = message.reactions ?? [];
    const there = reactions.find((one) => one.name === name);
    if (there?.users.includes(bot)) throw new SlackError('already_reacted');
    if (!there && reactions.length >= mostEmoji) throw new SlackError('too_many_emoji');
    if (reactions.filter((one) => one.users.includes(bot)).length >= mostOfOneUser)
      throw new SlackError('too_many_reactions');
    react(call.world, channel, message, bot, name);
    return {};
  },
};

const remove: Method = {
  tier: 2,
  scopes: ['reactions:write'],
  run(call) {
    const { channel, message, name } = named(call);
    if (!unreact(call.world, channel, message, call.world.app.botUserId, name)) throw new SlackError('no_reaction');
    return {};
  },
};

const get: Method = {
  tier: 3,
  scopes: ['reactions:read'],
  run(call) {
    const { channel, message } = onMessage(call);
    const reactions = (message.reactions ?? []).map((one) => ({ ...one, count: one.users.length }));
    const { files: _, ...plain } = message;
    return { type: 'message', channel: channel.id, message: { ...plain, reactions } };
  },
};

function named(call: Call): { channel: Channel; message: Message; name: string } {
  const name = required(call, 'name');
  // The name of an emoji, without colons; a skin tone may follow.
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  if (seenChannel(call).archived) throw new SlackError('is_archived');
  const { channel, message } = onMessage(call);
  return { channel, message, name };
}

function onMessage(call: Call): { channel: Channel; message: Message } {
  const channel = seenChannel(call);
  const ts = optional(call, 'timestamp');
  if (!ts) throw new SlackError('no_item_specified');
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('bad_timestamp');
  if (!channel.members.has(call.world.app.botUserId)) throw new SlackError('not_in_channel');
  const message = messageAt(channel, ts);
  if (!message) throw new SlackError('message_not_found');
  return { channel, message };
}

export const reactionMethods: Record<string, Method> = {
  'reactions.add': add,
  'reactions.remove': remove,
  'reactions.get': get,
};
