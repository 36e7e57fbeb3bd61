import { drawBlocks } from '../blocks/draw-blocks.ts';
import { elementsOf } from '../blocks/find-element.ts';
import { readMrkdwn } from '../blocks/mrkdwn.ts';
import { attachmentWords, type Message, presentFiles, type Reaction, repliesTo } from '../message.ts';
import { viewerOf } from '../viewer.ts';
import type { Channel, User, World } from '../world.ts';
import { placeOf, visible } from './place.ts';

export type SeenFile = { id: string; name: string; type: string; size: number };

/** A message as somebody sees it. `text` is drawn: blocks, else words; `raw` is the message's own text. */
export type SeenMessage = {
  ts: string;
  threadTs?: string;
  author: string;
  text: string;
  raw: string;
  ephemeral: boolean;
  edited: boolean;
  pinned: boolean;
  reactions: Reaction[];
  files: SeenFile[];
  buttons: string[];
  subtype?: string;
};

/** Everything in a channel that this person sees, oldest first, threads and her ephemerals included. */
export function readChannel(world: World, user: User, name: string): SeenMessage[] {
  const channel = placeOf(world, user, name);
  return visible(channel, user).map(({ message, ephemeral }) => seenMessage(world, user, channel, message, ephemeral));
}

function seenMessage(world: World, user: User, channel: Channel, message: Message, ephemeral: boolean): SeenMessage {
  const buttons = elementsOf(message.blocks ?? []).filter((one) => one.type === 'button');
  const isThread =
    message.thread_ts !== undefined && (message.thread_ts !== message.ts || repliesTo(channel, message.ts).length > 0);
  return {
    ts: message.ts,
    ...(isThread && message.thread_ts ? { threadTs: message.thread_ts } : {}),
    author: authorOf(world, message),
    text: drawMessage(world, user, message),
    raw: message.text,
    ephemeral,
    edited: message.edited !== undefined,
    pinned: channel.pins.some((pin) => pin.ts === message.ts),
    reactions: (message.reactions ?? []).map(({ name, users }) => ({
      name,
      users: users.map((id) => world.users.get(id)?.name ?? id),
    })),
    files: presentFiles(message).map(({ id, name, type, size }) => ({ id, name, type, size })),
    buttons: buttons.map((one) => one.label),
    ...(message.subtype ? { subtype: message.subtype } : {}),
  };
}

function authorOf(world: World, message: Message): string {
  if (message.username) return message.username;
  if (message.user === 'USLACKBOT') return 'Slackbot';
  const id = message.bot_id === world.app.botId ? world.app.botUserId : (message.user ?? '');
  return world.users.get(id)?.name ?? id;
}

/** Blocks of an app are what is read; of a person's message the words. Attachments come below. */
function drawMessage(world: World, user: User, message: Message): string {
  const viewer = viewerOf(world, user);
  const own = message.bot_id && message.blocks ? drawBlocks(message.blocks, viewer) : readMrkdwn(message.text, viewer);
  const below = (message.attachments ?? []).map((one) =>
    one.blocks ? drawBlocks(one.blocks, viewer) : readMrkdwn(attachmentWords(one), viewer),
  );
  return [own, ...below].filter(Boolean).join('\n');
}

/** What somebody scrolls through, as one text: times in their zone, threads indented under their first message. */
export function transcriptOf(
  world: World,
  user: User,
  name: string,
  { threads = true }: { threads?: boolean } = {},
): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: user.zone, hour: '2-digit', minute: '2-digit' });
  const all = readChannel(world, user, name);
  const line = (seen: SeenMessage, indent: string) => {
    const notes = [
      ...(seen.edited ? ['(edited)'] : []),
      ...(seen.ephemeral ? ['(only you can see this)'] : []),
      ...(seen.pinned ? ['(pinned)'] : []),
    ];
    const head = `${indent}${clock.format(Number(seen.ts) * 1000)}  ${seen.author}  `;
    const rows = [
      ...(seen.text ? seen.text.split('\n') : []),
      ...seen.files.map((file) => `[file ${file.name}, ${file.size} bytes]`),
      ...(seen.reactions.length ? [seen.reactions.map((one) => `:${one.name}: ${one.users.length}`).join('  ')] : []),
    ];
    const [first = '', ...rest] = rows;
    const pad = ' '.repeat(indent.length + 7);
    return [head + [first, ...notes].join(' '), ...rest.map((row) => pad + row)].join('\n');
  };
  const isReply = (seen: SeenMessage) => seen.threadTs !== undefined && seen.threadTs !== seen.ts;
  return all
    .filter((seen) => !isReply(seen) || seen.subtype === 'thread_broadcast')
    .flatMap((seen) => {
      const replies = threads ? all.filter((one) => isReply(one) && one.threadTs === seen.ts) : [];
      return [line(seen, ''), ...replies.map((reply) => line(reply, '       ↳ '))];
    })
    .join('\n');
}
