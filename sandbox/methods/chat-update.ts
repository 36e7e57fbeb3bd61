import { type Method, required } from '../call.ts';
import { messageAt, messageJson } from '../message.ts';
import { change } from '../post.ts';
import { seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import { nowSeconds } from '../world.ts';
import { contentOf } from './chat-post-message.ts';

/** Changes one of the bot's own messages. Text without blocks takes the blocks away. */
export const chatUpdate: Method = {
  tier: 3,
  scopes: ['chat:write'],
  run(call) {
    const { world, args } = call;
    const channel = seenChannel(call);
    const ts = required(call, 'ts');
    // Slack's word for "archived" here, unlike in every other method.
    if (channel.archived) throw new SlackError('is_inactive');
    const message = messageAt(channel, ts);
    if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
    if (message.bot_id !== world.app.botId || message.user !== world.app.botUserId)
      throw new SlackError('cant_update_message');
    const asked = ['text', 'blocks', 'attachments', 'markdown_text'].some((name) => args[name] !== undefined);
    const content = contentOf(call, 'update');
    change(world, channel, message, (it) => {
      if (args.text !== undefined) it.text = content.text;
      if (asked) {
        if (content.blocks) it.blocks = content.blocks;
        else if (args.text !== undefined || args.blocks !== undefined) delete it.blocks;
        if (content.attachments) it.attachments = content.attachments;
        else if (args.attachments !== undefined) delete it.attachments;
      }
      if (args.metadata !== undefined) {
        if (content.metadata) it.metadata = content.metadata;
        else delete it.metadata;
      }
      if (!it.blocks) it.edited = { user: world.app.botUserId, ts: `${nowSeconds(world)}.000000` };
    });
    return { channel: channel.id, ts, text: message.text, message: messageJson(world, channel, message) };
  },
};
