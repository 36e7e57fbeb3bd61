import { type Message, presentFiles } from '../message.ts';
import type { Channel, World } from '../world.ts';

/** Something that is not as it was; who may see it, and what it is now, is looked up when it is sent. */
export type Touched =
  | { what: 'message'; channelId: string; ts: string }
  | { what: 'gone'; channelId: string; ts: string }
  | { what: 'channel'; channelId: string }
  | { what: 'ephemeral'; channelId: string; ts: string; to: string }
  | { what: 'ephemeral gone'; channelId: string; ts: string; to: string }
  | { what: 'views'; userId: string }
  | { what: 'home'; userId: string };

type SeenMessage = { text: string; blocks: unknown; more: string; parent: string };
type SeenChannel = {
  shape: string;
  messages: Map<string, SeenMessage>;
  ephemerals: Map<string, { to: string; text: string; blocks: unknown }>;
};

export type Noted = { seq: number; touched: Touched };

export type Watch = {
  /** Looks for what changed since the last look, and tells it. */
  look(): void;
  /** The number of the last change. */
  readonly seq: number;
  /** What changed after that number; null when it is too long ago. */
  since(seq: number): Noted[] | null;
};

/** So many changes are kept for pages that come back. */
const kept = 4000;

/**
 * Finds out what changed in the workspace by comparing it with what it was: the workspace is changed in many places,
 * and none of them need know that somebody looks on. Blocks and texts are replaced and never changed in place, so that
 * comparing them costs next to nothing.
 */
export function watchWorld(world: World, tell: (noted: Noted[]) => void): Watch {
  const channels = new Map<string, SeenChannel>();
  const views = new Map<string, string>();
  const homes = new Map<string, string>();
  let log: Noted[] = [];
  let seq = 0;
  let begun = false;

  function look(): void {
    const touched: Touched[] = [];
    for (const channel of world.channels.values()) lookAt(channel, touched);
    for (const [userId, stack] of world.stacks) {
      // Words that were refused change no hash.
      const key = stack.map((view) => `${view.id} ${view.hash} ${Object.values(view.errors).join()}`).join('|');
      if ((views.get(userId) ?? '') !== key) touched.push({ what: 'views', userId });
      views.set(userId, key);
    }
    for (const [userId, view] of world.homes) {
      if (homes.get(userId) !== view.hash) touched.push({ what: 'home', userId });
      homes.set(userId, view.hash);
    }
    if (touched.length === 0) return;
    const noted = touched.map((one) => ({ seq: ++seq, touched: one }));
    log = [...log, ...noted].slice(-kept);
    if (begun) tell(noted);
  }

  function lookAt(channel: Channel, touched: Touched[]): void {
    const before = channels.get(channel.id) ?? { shape: '', messages: new Map(), ephemerals: new Map() };
    const now: SeenChannel = { shape: shapeOf(channel), messages: new Map(), ephemerals: new Map() };
    const pinned = new Set(channel.pins.map((pin) => pin.ts));
    const dirty = new Set<string>();
    for (const message of channel.messages) {
      const seen = seenNow(message, pinned);
      const was = before.messages.get(message.ts);
      now.messages.set(message.ts, seen);
      if (was && was.text === seen.text && was.blocks === seen.blocks && was.more === seen.more) continue;
      dirty.add(message.ts);
      // A reply that comes or goes changes what stands under the first message of its thread.
      if (!was && seen.parent) dirty.add(seen.parent);
    }
    for (const [ts, was] of before.messages) {
      if (now.messages.has(ts)) continue;
      touched.push({ what: 'gone', channelId: channel.id, ts });
      if (now.messages.has(was.parent)) dirty.add(was.parent);
    }
    for (const ts of dirty) touched.push({ what: 'message', channelId: channel.id, ts });
    if (now.shape !== before.shape || dirty.size) touched.push({ what: 'channel', channelId: channel.id });
    lookAtEphemerals(channel, before, now, touched);
    channels.set(channel.id, now);
  }

  look();
  begun = true;
  return {
    look,
    get seq() {
      return seq;
    },
    since(from) {
      if (from > seq || from < (log[0]?.seq ?? seq + 1) - 1) return null;
      return log.filter((noted) => noted.seq > from);
    },
  };
}

function lookAtEphemerals(channel: Channel, before: SeenChannel, now: SeenChannel, touched: Touched[]): void {
  for (const { to, message } of channel.ephemerals) {
    const was = before.ephemerals.get(message.ts);
    now.ephemerals.set(message.ts, { to, text: message.text, blocks: message.blocks });
    if (was && was.text === message.text && was.blocks === message.blocks) continue;
    touched.push({ what: 'ephemeral', channelId: channel.id, ts: message.ts, to });
  }
  for (const [ts, { to }] of before.ephemerals) {
    if (!now.ephemerals.has(ts)) touched.push({ what: 'ephemeral gone', channelId: channel.id, ts, to });
  }
}

function seenNow(message: Message, pinned: Set<string>): SeenMessage {
  const reactions = message.reactions?.map((one) => `${one.name}${one.users.join('')}`).join(' ') ?? '';
  const more = `${message.subtype ?? ''} ${message.edited?.ts ?? ''} ${pinned.has(message.ts)} ${reactions} ${presentFiles(message).length}`;
  const parent = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : '';
  return { text: message.text, blocks: message.blocks, more, parent };
}

function shapeOf(channel: Channel): string {
  const { name, archived, topic, members, pins, bookmarks } = channel;
  const marks = bookmarks.map((one) => `${one.title}${one.link}`).join();
  return `${name} ${archived} ${topic.value} ${[...members].join()} ${pins.length} ${marks}`;
}
