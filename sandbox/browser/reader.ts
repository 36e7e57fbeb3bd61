import { isReply, type StoredFile } from '../message.ts';
import { placeOf } from '../people/place.ts';
import { type Channel, directChannel, type User, type World } from '../world.ts';
import { isVisible, shownChannel, shownMessage, shownUser, shownView } from './shown.ts';
import type { Touched } from './watch-world.ts';
import type { Change, ShownChannel, ShownMessage, State } from './wire.ts';

export type Reader = ReturnType<typeof makeReader>;

/** What somebody sees of the workspace: everything at once, a stretch of a channel, and what has changed. */
export function makeReader(
  world: World,
  readTo: (user: User) => Map<string, string>,
  { speed, inside }: { speed: () => number; inside: boolean },
) {
  const channelFor = (user: User, channel: Channel): ShownChannel =>
    shownChannel(world, channel, user, readTo(user).get(channel.id) ?? '');
  const clock = () => ({ now: world.clock.now(), speed: speed() });
  const stack = (user: User) => (world.stacks.get(user.id) ?? []).map(shownView);
  const homeOf = (user: User) => {
    const view = world.homes.get(user.id);
    return view ? shownView(view) : null;
  };

  function ephemeralsFor(user: User, channel: Channel): ShownMessage[] {
    const own = channel.ephemerals.filter((one) => one.to === user.id);
    return own.map(({ message }) => shownMessage(world, channel, message, true));
  }

  return {
    clock,
    state(user: User, at: string): State {
      directChannel(world, user.id);
      const { features, display_information } = world.manifest;
      const commands = (features.slash_commands ?? []).map(({ command, description, usage_hint }) => ({
        command,
        description,
        usage: usage_hint ?? '',
      }));
      return {
        me: user.id,
        team: world.team.name,
        ...clock(),
        users: [...world.users.values()].map(shownUser),
        groups: [...world.groups.values()].map(({ id, handle }) => ({ id, handle })),
        channels: [...world.channels.values()]
          .filter((channel) => isVisible(channel, user))
          .map((channel) => channelFor(user, channel)),
        views: stack(user),
        home: homeOf(user),
        app: { id: world.app.id, name: display_information.name, botUserId: world.app.botUserId },
        commands: user.stranger ? [] : commands,
        shortcuts: (features.shortcuts ?? []).map(({ name, type, description }) => ({ name, type, description })),
        at,
        inside,
      };
    },

    /** The newest messages before `before` (all, when empty), oldest first; replies stay in their threads. */
    messages(user: User, channelId: string, before: string, limit: number) {
      const channel = placeOf(world, user, channelId);
      const top = channel.messages.filter(
        (message) => (!isReply(message) || message.broadcast) && (!before || message.ts < before),
      );
      const page = top.slice(-Math.min(Math.max(1, limit), 500));
      const own = ephemeralsFor(user, channel).filter(
        (one) => (!before || one.ts < before) && (page.length === top.length || one.ts > (page[0]?.ts ?? '')),
      );
      const shown = [...page.map((message) => shownMessage(world, channel, message)), ...own];
      return { messages: shown.sort((a, b) => (a.ts < b.ts ? -1 : 1)), more: page.length < top.length };
    },

    thread(user: User, channelId: string, ts: string) {
      const channel = placeOf(world, user, channelId);
      const all = channel.messages.filter((message) => message.ts === ts || message.thread_ts === ts);
      return { messages: all.map((message) => shownMessage(world, channel, message)) };
    },

    /** A file that is shared where this person can see it. */
    file(user: User, id: string): StoredFile | null {
      const file = world.files.get(id);
      const seen = file?.shares.some((share) => {
        const channel = world.channels.get(share.channelId);
        return channel !== undefined && isVisible(channel, user);
      });
      return file && seen ? file : null;
    },

    /** A change as this person hears of it; null when it is nothing to them. */
    change(user: User, touched: Touched): Change | null {
      if (touched.what === 'views') return touched.userId === user.id ? { kind: 'views', views: stack(user) } : null;
      if (touched.what === 'home') return touched.userId === user.id ? { kind: 'home', home: homeOf(user) } : null;
      const channel = world.channels.get(touched.channelId);
      if (!channel) return null;
      if (!isVisible(channel, user)) return touched.what === 'channel' ? { kind: 'hidden', channel: channel.id } : null;
      switch (touched.what) {
        case 'channel':
          return { kind: 'channel', channel: channelFor(user, channel) };
        case 'gone':
          return { kind: 'gone', channel: channel.id, ts: touched.ts };
        case 'message': {
          const message = channel.messages.find((one) => one.ts === touched.ts);
          return message
            ? { kind: 'message', channel: channel.id, message: shownMessage(world, channel, message) }
            : null;
        }
        case 'ephemeral': {
          const own = touched.to === user.id && ephemeralsFor(user, channel).find((one) => one.ts === touched.ts);
          return own ? { kind: 'message', channel: channel.id, message: own } : null;
        }
        case 'ephemeral gone':
          return touched.to === user.id ? { kind: 'gone', channel: channel.id, ts: touched.ts } : null;
      }
    },
  };
}
