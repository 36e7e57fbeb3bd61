import { wordsOf } from '../blocks/json.ts';
import { attachmentWords, isReply, type Message, presentFiles, repliesOf } from '../message.ts';
import type { Channel, User, View, World } from '../world.ts';
import type { ShownChannel, ShownMessage, ShownUser, ShownView } from './wire.ts';

/** A message as the page draws it. `ephemeral`: seen by one person alone. */
export function shownMessage(world: World, channel: Channel, message: Message, ephemeral = false): ShownMessage {
  const replies = ephemeral ? [] : repliesOf(channel, message);
  const pin = channel.pins.find((one) => one.ts === message.ts);
  const below = (message.attachments ?? []).flatMap(asBlocks);
  const blocks = [...(message.blocks ?? (below.length ? asBlocks({ text: message.text }) : [])), ...below];
  return {
    ts: message.ts,
    user: authorOf(world, message),
    ...(message.username ? { username: message.username } : {}),
    text: message.text,
    ...(blocks.length ? { blocks } : {}),
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(isReply(message) ? { thread_ts: message.thread_ts as string } : {}),
    ...(message.edited ? { edited: true } : {}),
    ...(ephemeral ? { ephemeral } : {}),
    ...(pin ? { pinnedBy: pin.by } : {}),
    ...(message.reactions?.length ? { reactions: message.reactions } : {}),
    ...(message.files
      ? { files: presentFiles(message).map(({ id, name, type, size }) => ({ id, name, mimetype: type, size })) }
      : {}),
    ...(replies.length
      ? {
          replies: {
            count: replies.length,
            users: [...new Set(replies.map((one) => authorOf(world, one)))].slice(0, 5),
            latest: replies.at(-1)?.ts ?? '',
          },
        }
      : {}),
  };
}

function asBlocks(attachment: Record<string, unknown>): Record<string, unknown>[] {
  if (Array.isArray(attachment.blocks)) return attachment.blocks;
  const text = attachmentWords(attachment);
  return text ? [{ type: 'section', text: { type: 'mrkdwn', text } }] : [];
}

export function authorOf(world: World, message: Message): string {
  return message.bot_id === world.app.botId ? world.app.botUserId : (message.user ?? '');
}

/** What makes a channel bold in the list: words of others, no comings and goings, no replies. */
export function countsAsUnread(world: World, message: Message, userId: string): boolean {
  if (isReply(message) && !message.broadcast) return false;
  if (authorOf(world, message) === userId) return false;
  return !/^(channel|group)_|^tombstone$/.test(message.subtype ?? '');
}

export function shownChannel(world: World, channel: Channel, user: User, readTo: string): ShownChannel {
  let unread = 0;
  let mentions = 0;
  let latest = '';
  const other = channel.kind === 'im' ? ([...channel.members].find((id) => id !== user.id) ?? user.id) : '';
  for (let index = channel.messages.length - 1; index >= 0; index -= 1) {
    const message = channel.messages[index] as Message;
    if (latest && message.ts <= readTo) break;
    if (!countsAsUnread(world, message, user.id)) continue;
    if (!latest) latest = message.ts;
    if (message.ts <= readTo) break;
    unread += 1;
    if (channel.kind === 'im' || namesUser(message, user.id)) mentions += 1;
  }
  return {
    id: channel.id,
    name: channel.kind === 'im' ? otherName(world, other) : channel.name,
    other,
    empty: channel.messages.length === 0,
    kind: channel.kind,
    archived: channel.archived,
    topic: channel.topic.value,
    member: channel.members.has(user.id),
    members: [...channel.members],
    pins: channel.pins.map((pin) => pin.ts),
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    latest,
    readTo,
    unread,
    mentions,
  };
}

const otherName = (world: World, id: string): string =>
  id === world.app.botUserId ? world.manifest.display_information.name : (world.users.get(id)?.name ?? '');

function namesUser(message: Message, userId: string): boolean {
  return message.text.includes(`<@${userId}`) || /<!(here|channel|everyone)/.test(message.text);
}

export const shownUser = (user: User): ShownUser => ({
  id: user.id,
  name: user.name,
  realName: user.realName,
  title: user.title,
  zone: user.zone,
  bot: user.bot,
  guest: user.guest || user.stranger,
});

export function shownView(view: View): ShownView {
  const { given } = view;
  return {
    id: view.id,
    type: view.type,
    title: wordsOf(given.title),
    submit: wordsOf(given.submit),
    close: wordsOf(given.close) || (given.submit ? 'Cancel' : 'Close'),
    blocks: (given.blocks ?? []) as ShownView['blocks'],
    values: view.state.values,
    errors: view.errors,
    hash: view.hash,
  };
}

/** Whether somebody finds this channel at all: guests only what they are in, others everything public. */
export function isVisible(channel: Channel, user: User): boolean {
  if (channel.members.has(user.id)) return true;
  return channel.kind === 'public' && !user.guest && !user.stranger;
}
