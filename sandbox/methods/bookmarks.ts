import { type Call, type Method, optional, required } from '../call.ts';
import { seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import { type Bookmark, type Channel, nowSeconds } from '../world.ts';

/** A conversation holds a hundred bookmarks. */
const mostBookmarks = 100;

const add: Method = {
  tier: 2,
  scopes: ['bookmarks:write'],
  run(call) {
    const channel = place(call);
    if (required(call, 'type') !== 'link') throw new SlackError('invalid_bookmark_type');
    if (channel.bookmarks.length >= mostBookmarks) throw new SlackError('too_many_bookmarks');
    const now = nowSeconds(call.world);
    const bookmark: Bookmark = {
      id: call.world.ids.next('Bk'),
      title: required(call, 'title'),
      link: linkOf(call) ?? '',
      emoji: optional(call, 'emoji') ?? '',
      created: now,
      updated: now,
    };
    if (!bookmark.link) throw new SlackError('invalid_link');
    channel.bookmarks.push(bookmark);
    return { bookmark: bookmarkJson(channel, bookmark) };
  },
};

const edit: Method = {
  tier: 2,
  scopes: ['bookmarks:write'],
  run(call) {
    const channel = place(call);
    const bookmark = found(call, channel);
    bookmark.title = optional(call, 'title') ?? bookmark.title;
    bookmark.link = linkOf(call) ?? bookmark.link;
    bookmark.emoji = optional(call, 'emoji') ?? bookmark.emoji;
    bookmark.updated = nowSeconds(call.world);
    return { bookmark: bookmarkJson(channel, bookmark) };
  },
};

const remove: Method = {
  tier: 2,
  scopes: ['bookmarks:write'],
  run(call) {
    const channel = place(call);
    const bookmark = found(call, channel);
    channel.bookmarks = channel.bookmarks.filter((one) => one !== bookmark);
    return {};
  },
};

const list: Method = {
  tier: 3,
  scopes: ['bookmarks:read'],
  run(call) {
    const channel = place(call);
    return { bookmarks: channel.bookmarks.map((bookmark) => bookmarkJson(channel, bookmark)) };
  },
};

function place(call: Call): Channel {
  const channel = seenChannel(call, { argument: 'channel_id' });
  // Slack lists no code of its own for outsiders and frozen channels here.
  if (channel.archived || !channel.members.has(call.world.app.botUserId)) throw new SlackError('permission_denied');
  return channel;
}

function found(call: Call, channel: Channel): Bookmark {
  const id = required(call, 'bookmark_id');
  const bookmark = channel.bookmarks.find((one) => one.id === id);
  if (!bookmark) throw new SlackError('not_found');
  return bookmark;
}

function linkOf(call: Call): string | undefined {
  const link = optional(call, 'link');
  if (link !== undefined && !/^https?:\/\/[^\s]+$/.test(link)) throw new SlackError('invalid_link');
  return link;
}

function bookmarkJson(channel: Channel, bookmark: Bookmark): Record<string, unknown> {
  const { id, title, link, emoji, created, updated } = bookmark;
  const dates = { date_created: created, date_updated: updated };
  return {
    id,
    channel_id: channel.id,
    title,
    link,
    emoji,
    icon_url: '',
    type: 'link',
    entity_id: null,
    ...dates,
    rank: 'U',
  };
}

export const bookmarkMethods: Record<string, Method> = {
  'bookmarks.add': add,
  'bookmarks.edit': edit,
  'bookmarks.remove': remove,
  'bookmarks.list': list,
};
