import { type Call, type Method, optional } from '../call.ts';
import { type Message, messageAt, messageJson, permalink } from '../message.ts';
import { pin, unpin } from '../pinning.ts';
import { ownChannel, seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../world.ts';

/** A channel holds a hundred pins. */
const mostPins = 100;

const add: Method = {
  tier: 2,
  scopes: ['pins:write'],
  run(call) {
    const channel = ownChannel(call);
    const message = named(call, channel);
    if (channel.pins.some((one) => one.ts === message.ts)) throw new SlackError('already_pinned');
    if (channel.pins.length >= mostPins) throw new SlackError('too_many_pins');
    pin(call.world, channel, message, call.world.app.botUserId);
    return {};
  },
};

const remove: Method = {
  tier: 2,
  scopes: ['pins:write'],
  run(call) {
    const channel = ownChannel(call);
    const message = named(call, channel);
    if (!channel.pins.some((one) => one.ts === message.ts)) throw new SlackError('no_pin');
    unpin(call.world, channel, message, call.world.app.botUserId);
    return {};
  },
};

const list: Method = {
  tier: 2,
  scopes: ['pins:read'],
  run(call) {
    const channel = seenChannel(call);
    if (!channel.members.has(call.world.app.botUserId)) throw new SlackError('channel_not_found');
    const items = channel.pins.flatMap((one) => {
      const message = messageAt(channel, one.ts);
      if (!message) return [];
      const shown = {
        ...messageJson(call.world, channel, message),
        permalink: permalink(call.world, channel, message),
      };
      return [{ type: 'message', channel: channel.id, created: one.created, created_by: one.by, message: shown }];
    });
    return { items };
  },
};

function named(call: Call, channel: Channel): Message {
  const ts = optional(call, 'timestamp');
  if (!ts) throw new SlackError('no_item_specified');
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('bad_timestamp');
  const message = messageAt(channel, ts);
  if (!message) throw new SlackError('message_not_found');
  if (message.subtype === 'tombstone') throw new SlackError('not_pinnable');
  return message;
}

export const pinMethods: Record<string, Method> = { 'pins.add': add, 'pins.remove': remove, 'pins.list': list };
