import { type Method, required } from '../call.ts';
import { messageAt } from '../message.ts';
import { remove } from '../post.ts';
import { seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';

/** Deletes one of the bot's own messages. */
export const chatDelete: Method = {
  tier: 3,
  scopes: ['chat:write'],
  run(call) {
    const channel = seenChannel(call);
    const ts = required(call, 'ts');
    const message = messageAt(channel, ts);
    if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
    if (message.bot_id !== call.world.app.botId || channel.archived) throw new SlackError('cant_delete_message');
    remove(call.world, channel, message);
    return { channel: channel.id, ts };
  },
};
