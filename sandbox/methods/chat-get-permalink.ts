import { type Method, required } from '../call.ts';
import { messageAt, permalink } from '../message.ts';
import { seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';

export const chatGetPermalink: Method = {
  tier: 'special',
  scopes: [],
  run(call) {
    const channel = seenChannel(call);
    const message = messageAt(channel, required(call, 'message_ts'));
    if (!message) throw new SlackError('message_not_found');
    return { channel: channel.id, permalink: permalink(call.world, channel, message) };
  },
};
