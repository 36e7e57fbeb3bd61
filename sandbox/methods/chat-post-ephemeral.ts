import { type Method, required } from '../call.ts';
import { botAuthor, whisper } from '../post.ts';
import { ownChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import { contentOf, threadOf } from './chat-post-message.ts';

/** Shows a message to one member alone. The ts that comes back is good for nothing. */
export const chatPostEphemeral: Method = {
  tier: 4,
  scopes: ['chat:write'],
  run(call) {
    const { world } = call;
    const channel = ownChannel(call);
    const user = world.users.get(required(call, 'user'));
    if (!user || user.deactivated || !channel.members.has(user.id)) throw new SlackError('user_not_in_channel');
    const { metadata: _, ...content } = contentOf(call, 'ephemeral');
    const message = whisper(world, channel, user.id, { ...botAuthor(world), ...content, ...threadOf(call, channel) });
    return { message_ts: message.ts };
  },
};
