import { checkMessage } from '../blocks/check-message.ts';
import { completeBlocks } from '../blocks/complete-blocks.ts';
import { type Call, flag, type Method, optional, required } from '../call.ts';
import { type Block, isReply, type Message, messageAt, messageJson } from '../message.ts';
import { botAuthor, post } from '../post.ts';
import { channelByName } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import { type Channel, directChannel } from '../world.ts';

/** Puts a message into a channel, a thread, or (for a user's id) a direct conversation. */
export const chatPostMessage: Method = {
  tier: 'special',
  scopes: ['chat:write'],
  run(call) {
    const channel = targetOf(call);
    const content = contentOf(call, 'post');
    const thread = threadOf(call, channel);
    const customised = customisedName(call);
    const broadcast = thread.thread_ts && flag(call, 'reply_broadcast') ? { broadcast: true } : {};
    const message = post(call.world, channel, {
      ...botAuthor(call.world),
      ...content,
      ...thread,
      ...broadcast,
      ...customised,
    });
    return { channel: channel.id, ts: message.ts, message: messageJson(call.world, channel, message) };
  },
};

function targetOf(call: Call): Channel {
  const { world } = call;
  const name = required(call, 'channel');
  const user = world.users.get(name);
  if (user && (user.deactivated || user.bot)) throw new SlackError('channel_not_found');
  const channel = user ? directChannel(world, user.id) : channelByName(call, name);
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.archived) throw new SlackError('is_archived');
  if (channel.kind === 'im' && !world.manifest.features.app_home.messages_tab_enabled)
    throw new SlackError('messages_tab_disabled');
  const inside = channel.members.has(world.app.botUserId);
  if (!inside && !(channel.kind === 'public' && world.app.scopes.includes('chat:write.public')))
    throw new SlackError('not_in_channel');
  return channel;
}

/** Text, blocks, attachments and metadata of a message to be sent, checked, and as Slack would store them. */
export function contentOf(
  call: Call,
  method: 'post' | 'update' | 'ephemeral',
): Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'> {
  const { args, world } = call;
  const problem = checkMessage(args, { method });
  if (problem?.messages?.length)
    throw new SlackError(problem.error, {
      errors: problem.messages,
      response_metadata: { messages: problem.messages.map((message) => `[ERROR] ${message}`) },
    });
  if (problem) throw new SlackError(problem.error);
  const nextId = () => world.ids.letters(5);
  const markdown = optional(call, 'markdown_text');
  const given = markdown ? [{ type: 'markdown', text: markdown }] : ((args.blocks ?? []) as Block[]);
  const blocks = completeBlocks(given, nextId);
  const attachments = ((args.attachments ?? []) as Block[]).map((attachment, index) => ({
    id: index + 1,
    fallback: '[no preview available]',
    ...attachment,
    ...(Array.isArray(attachment.blocks) ? { blocks: completeBlocks(attachment.blocks, nextId) } : {}),
  }));
  const metadata = args.metadata as Record<string, unknown> | undefined;
  return {
    text: storedText(optional(call, 'text') ?? ''),
    ...(blocks.length ? { blocks } : {}),
    ...(attachments.length ? { attachments } : {}),
    ...(metadata && Object.keys(metadata).length ? { metadata } : {}),
  };
}

/** Slack escapes an ampersand that begins none of its three entities. */
const storedText = (text: string) => text.replace(/&(?!(?:amp|lt|gt);)/g, '&amp;');

/** Where a reply belongs; the ts of a reply leads to its thread's first message. */
export function threadOf(call: Call, channel: Channel): { thread_ts?: string } {
  const ts = optional(call, 'thread_ts');
  if (!ts) return {};
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = messageAt(channel, ts);
  if (!parent) throw new SlackError('thread_not_found');
  if (isReply(parent)) throw new SlackError('cannot_reply_to_message');
  return { thread_ts: parent.ts };
}

function customisedName(call: Call): { subtype?: string; username?: string } {
  const username = optional(call, 'username');
  if (!username && !call.args.icon_emoji && !call.args.icon_url) return {};
  if (!call.world.app.scopes.includes('chat:write.customize'))
    throw new SlackError('missing_scope', {
      needed: 'chat:write.customize',
      provided: call.world.app.scopes.join(','),
    });
  return { subtype: 'bot_message', ...(username ? { username } : {}) };
}
