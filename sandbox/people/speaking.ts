import { type Message, repliesTo, type StoredFile } from '../message.ts';
import { pin, unpin } from '../pinning.ts';
import { change, post, remove } from '../post.ts';
import { react, unreact } from '../reacting.ts';
import { type Channel, isWithApp, nowSeconds, type User, type World } from '../world.ts';
import { messageIn, ownPlace } from './place.ts';
import { typedText } from './typed-text.ts';

/** Points at a message: what `say` gave back. */
export type Said = { ts: string; channel: string };
export type GivenFile = { name: string; type?: string; size?: number; content?: string | Buffer };
export type SayWhere = { in: string; thread?: string; broadcast?: boolean; files?: GivenFile[] };

/** What a person does with messages. Every act throws with Slack's code when Slack would not let them. */
export function makeSpeaking(world: World, user: User) {
  const place = (name: string) => ownPlace(world, user, name);
  const at = (said: Said): { channel: Channel; message: Message } => {
    const channel = place(said.channel);
    return { channel, message: messageIn(channel, said.ts) };
  };
  const own = (said: Said) => {
    const found = at(said);
    if (found.message.user !== user.id || found.message.bot_id)
      throw new Error(`cant_update_message: it is not ${user.name}'s`);
    return found;
  };

  async function say(text: string, where: SayWhere): Promise<Said> {
    const channel = place(where.in);
    const appHome = world.manifest.features.app_home;
    if (isWithApp(world, channel) && (!appHome.messages_tab_enabled || appHome.messages_tab_read_only_enabled))
      throw new Error('messages_tab_disabled: the app takes no direct messages');
    const files = (where.files ?? []).map((file) => storeFile(world, user, file));
    const thread = where.thread ? threadOf(channel, where.thread) : null;
    const typed = typedText(world, text);
    const message = post(world, channel, {
      user: user.id,
      client_msg_id: world.ids.uuid(),
      text: typed.text,
      ...(text ? { blocks: typed.blocks } : {}),
      ...(thread ? { thread_ts: thread } : {}),
      ...(thread && where.broadcast ? { broadcast: true } : {}),
      ...(files.length ? { subtype: 'file_share', files, more: { upload: false, display_as_bot: false } } : {}),
    });
    for (const file of files) file.shares.push({ channelId: channel.id, ts: message.ts });
    return { ts: message.ts, channel: channel.id };
  }

  return {
    say,
    /** `/me`: said of oneself. */
    async me(text: string, where: { in: string }): Promise<Said> {
      const channel = place(where.in);
      const message = post(world, channel, { subtype: 'me_message', user: user.id, text: typedText(world, text).text });
      return { ts: message.ts, channel: channel.id };
    },
    async edit(said: Said, text: string): Promise<void> {
      const { channel, message } = own(said);
      const typed = typedText(world, text);
      change(world, channel, message, (it) => {
        it.text = typed.text;
        it.blocks = typed.blocks;
        it.edited = { user: user.id, ts: `${nowSeconds(world)}.000000` };
      });
    },
    async remove(said: Said): Promise<void> {
      const { channel, message } = own(said);
      remove(world, channel, message);
    },
    /** Deletes a file of theirs; the message that shared it stays, with a stub. */
    async removeFile(said: Said, name: string): Promise<void> {
      const { channel, message } = own(said);
      const file = message.files?.find((one) => one.name === name && !one.deleted);
      if (!file) throw new Error(`file_not_found: ${name}`);
      change(world, channel, message, () => {
        file.deleted = true;
        file.content = null;
      });
    },
    async react(said: Said, name: string): Promise<void> {
      const { channel, message } = at(said);
      if (!react(world, channel, message, user.id, name)) throw new Error('already_reacted');
    },
    async unreact(said: Said, name: string): Promise<void> {
      const { channel, message } = at(said);
      if (!unreact(world, channel, message, user.id, name)) throw new Error('no_reaction');
    },
    async pin(said: Said): Promise<void> {
      const { channel, message } = at(said);
      if (channel.pins.some((one) => one.ts === message.ts)) throw new Error('already_pinned');
      pin(world, channel, message, user.id);
    },
    async unpin(said: Said): Promise<void> {
      const { channel, message } = at(said);
      if (!channel.pins.some((one) => one.ts === message.ts)) throw new Error('no_pin');
      unpin(world, channel, message, user.id);
    },
  };
}

/** Replying to a reply replies to its thread, as in Slack's client. */
function threadOf(channel: Channel, ts: string): string {
  const parent = messageIn(channel, ts);
  return parent.thread_ts && repliesTo(channel, parent.thread_ts).length ? parent.thread_ts : parent.ts;
}

function storeFile(world: World, user: User, given: GivenFile): StoredFile {
  const content = given.content === undefined ? null : Buffer.from(given.content);
  const file: StoredFile = {
    id: world.ids.next('F'),
    name: given.name,
    title: given.name,
    size: given.size ?? content?.length ?? 0,
    type: given.type ?? 'text/plain',
    owner: user.id,
    created: nowSeconds(world),
    content,
    complete: true,
    shares: [],
  };
  world.files.set(file.id, file);
  return file;
}
