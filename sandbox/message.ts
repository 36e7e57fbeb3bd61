import type { Channel, World } from './world.ts';

export type Block = Record<string, unknown>;
export type Reaction = { name: string; users: string[] };

/** A file as Slack stores it: `json` is the object that events and methods show, `content` the bytes. */
export type StoredFile = {
  id: string;
  name: string;
  title: string;
  size: number;
  type: string;
  owner: string;
  created: number;
  content: Buffer | null;
  complete: boolean;
  /** Its owner deleted it: messages keep a stub of it, which tells no more than its id. */
  deleted?: boolean;
  shares: { channelId: string; ts: string }[];
};

/** A message as it is stored: Slack's own field names, since this is what events and history carry. */
export type Message = {
  type: 'message';
  ts: string;
  text: string;
  subtype?: string;
  user?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: Record<string, unknown>;
  username?: string;
  team?: string;
  client_msg_id?: string;
  blocks?: Block[];
  attachments?: Block[];
  metadata?: Record<string, unknown>;
  thread_ts?: string;
  parent_user_id?: string;
  files?: StoredFile[];
  edited?: { user: string; ts: string };
  reactions?: Reaction[];
  broadcast?: boolean;
  /** Fields of one subtype: `topic`, `old_name`, `inviter` … */
  more?: Record<string, unknown>;
};

export const isReply = (message: Message): boolean => !!message.thread_ts && message.thread_ts !== message.ts;

export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.thread_ts === ts && message.ts !== ts);
}

/** The replies of a message: only what has some bears the mark of a thread, so that most need not be looked for. */
export function repliesOf(channel: Channel, message: Message): Message[] {
  return message.thread_ts === message.ts ? repliesTo(channel, message.ts) : [];
}

/** The files that a message still has. */
export function presentFiles({ files = [] }: Message): StoredFile[] {
  return files.filter((file) => !file.deleted);
}

export function messageAt(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

/** The message as methods and events show it, with its thread, reactions and pins. `metadata` only where asked for. */
export function messageJson(
  world: World,
  channel: Channel,
  message: Message,
  { metadata = true }: { metadata?: boolean } = {},
): Record<string, unknown> {
  const { files, reactions, broadcast, more, metadata: attached, ...plain } = message;
  const replies = repliesOf(channel, message);
  const pinned = channel.pins.find((pin) => pin.ts === message.ts);
  const root = broadcast && message.thread_ts ? messageAt(channel, message.thread_ts) : undefined;
  return {
    ...plain,
    ...more,
    ...(metadata && attached ? { metadata: attached } : {}),
    ...(files ? { files: files.map((file) => fileJson(world, file)) } : {}),
    ...(reactions?.length
      ? { reactions: reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length })) }
      : {}),
    ...(pinned
      ? {
          pinned_to: [channel.id],
          pinned_info: { channel: channel.id, pinned_by: pinned.by, pinned_ts: pinned.created },
        }
      : {}),
    ...(root ? { root: messageJson(world, channel, root, { metadata }) } : {}),
    ...(replies.length
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map(authorOf)).size,
          reply_users: [...new Set(replies.map(authorOf))],
          latest_reply: replies.at(-1)?.ts,
          is_locked: false,
        }
      : {}),
  };
}

const authorOf = (message: Message) => message.user ?? message.bot_id ?? '';

/** The file object of events and `files.info` (there with `shares`). */
export function fileJson(world: World, file: StoredFile): Record<string, unknown> {
  if (file.deleted) return { id: file.id, mode: 'tombstone' };
  const place = `${world.origin}/files-pri/${world.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.type,
    filetype: file.name.includes('.') ? file.name.split('.').at(-1) : 'text',
    pretty_type: file.type,
    user: file.owner,
    user_team: world.team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.shares.some((share) => world.channels.get(share.channelId)?.kind === 'public'),
    url_private: `${place}/${name}`,
    url_private_download: `${place}/download/${name}`,
    permalink: `https://${world.team.domain}.slack.com/files/${file.owner}/${file.id}/${name}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** What an attachment without blocks says, raw: a line above it, whose it is, its title, its words, its footer. */
export function attachmentWords({ pretext, author_name, title, title_link, text, footer, fallback }: Block): string {
  const heading = title && title_link ? `<${title_link}|${title}>` : title;
  const words = [pretext, author_name, heading ? `*${heading}*` : '', text, footer].filter(Boolean).join('\n');
  return words || String(fallback ?? '');
}

/** `https://DOMAIN.slack.com/archives/C…/p…`; a reply names its thread and channel too. */
export function permalink(world: World, channel: Channel, message: Message): string {
  const place = `https://${world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return isReply(message) ? `${place}?thread_ts=${message.thread_ts}&cid=${channel.id}` : place;
}
