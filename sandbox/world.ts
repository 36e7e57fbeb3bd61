import type { ViewState } from './blocks/view-state.ts';
import type { Clock } from './clock.ts';
import type { Deliveries } from './deliveries.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { Message, StoredFile } from './message.ts';

/** A member of the workspace, a guest, somebody of another organisation, or the bot. */
export type User = {
  id: string;
  name: string;
  realName: string;
  title: string;
  zone: string;
  phone: string;
  guest: boolean;
  stranger: boolean;
  deactivated: boolean;
  bot: boolean;
};

/** The workspace of people from another organisation. */
export const elsewhere = 'T0ELSEWHERE';

export type ChannelKind = 'public' | 'private' | 'im';

export type Pin = { ts: string; by: string; created: number };
export type Bookmark = { id: string; title: string; link: string; emoji: string; created: number; updated: number };
/** What one person alone was shown. It is in no history and is gone when she reloads. */
type Ephemeral = { to: string; message: Message };
export type Note = { value: string; by: string; at: number };

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKind;
  created: number;
  creator: string;
  archived: boolean;
  topic: Note;
  purpose: Note;
  members: Set<string>;
  messages: Message[];
  ephemerals: Ephemeral[];
  pins: Pin[];
  bookmarks: Bookmark[];
  previousNames: string[];
  /** People's programs follow a channel that gets another id; the app must by itself. */
  previousIds: string[];
  /** The last ts given out, in microseconds: a ts is unique within its channel and grows. */
  lastMicros: number;
};

type Group = { id: string; handle: string; members: string[] };

/** A modal or a Home tab. `hash` changes whenever the app changes it, never when a person types. */
export type View = {
  id: string;
  type: 'modal' | 'home';
  userId: string;
  given: Record<string, unknown>;
  state: ViewState;
  /** Words at fields that the app refused: block_id → words. */
  errors: Record<string, string>;
  hash: string;
  rootId: string;
  previousId: string | null;
};

export type Trigger = { id: string; userId: string; expiresAt: number; used: boolean; viewId: string | null };

/** A `response_url`: where it leads, and how often it may still be used. */
export type Hook = {
  path: string;
  userId: string;
  channelId: string;
  expiresAt: number;
  usesLeft: number;
  source: { ts: string; ephemeral: boolean; threadTs: string | null } | null;
};

/** What a command's answer or a `response_url` showed somebody. `text` is drawn, `raw` as it was sent. */
export type Seen = {
  text: string;
  raw: string;
  blocks: Record<string, unknown>[];
  ephemeral: boolean;
  error?: 'operation_timeout' | 'dispatch_failed' | 'no_such_command';
};

/** The whole workspace, with what it needs to speak to the app. */
export type World = {
  clock: Clock;
  ids: Ids;
  manifest: Manifest;
  team: { id: string; name: string; domain: string };
  app: {
    id: string;
    botId: string;
    botUserId: string;
    botToken: string;
    appToken: string;
    signingSecret: string;
    verificationToken: string;
    scopes: string[];
    revoked: boolean;
    /** Taken back before the app was installed anew. */
    retiredTokens: string[];
  };
  users: Map<string, User>;
  channels: Map<string, Channel>;
  groups: Map<string, Group>;
  files: Map<string, StoredFile>;
  views: Map<string, View>;
  /** Each person's open modals, the top one last. */
  stacks: Map<string, View[]>;
  homes: Map<string, View>;
  triggers: Map<string, Trigger>;
  hooks: Map<string, Hook>;
  answers: Map<string, Seen[]>;
  notifications: Map<string, string[]>;
  /** Work that Slack does after it has answered, such as sharing a file. */
  pending: Set<Promise<unknown>>;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin: string;
  shareDelayMs: number;
  /** A single-use address for a WebSocket. */
  ticket(origin: string): string;
  deliveries: Deliveries;
  faults: Faults;
};

export const nowSeconds = (world: World): number => Math.floor(world.clock.now() / 1000);

/** The next ts of a channel, `SECONDS.MICROS`: never twice the same, also when the clock stands still. */
export function nextTs(world: World, channel: Channel): string {
  channel.lastMicros = Math.max(Math.floor(world.clock.now()) * 1000, channel.lastMicros + 1);
  return tsOf(channel.lastMicros);
}

/** A ts that names a moment and no message: `event_ts`, `action_ts`. */
export function momentTs(world: World): string {
  return tsOf(Math.floor(world.clock.now()) * 1000 + Number(world.ids.digits(3)));
}

function tsOf(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** A new conversation without messages. */
export function makeChannel(world: World, kind: ChannelKind, name: string, creator: string): Channel {
  const channel: Channel = {
    id: world.ids.next(kind === 'im' ? 'D' : 'C'),
    name,
    kind,
    created: nowSeconds(world),
    creator,
    archived: false,
    topic: { value: '', by: '', at: 0 },
    purpose: { value: '', by: '', at: 0 },
    members: new Set(),
    messages: [],
    ephemerals: [],
    pins: [],
    bookmarks: [],
    previousNames: [],
    previousIds: [],
    lastMicros: 0,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct conversation of a person with the bot; opened when it is not there yet. */
export function directChannel(world: World, userId: string): Channel {
  for (const channel of world.channels.values())
    if (isWithApp(world, channel) && channel.members.has(userId)) return channel;
  const channel = makeChannel(world, 'im', userId, world.app.botUserId);
  channel.members.add(userId).add(world.app.botUserId);
  return channel;
}

/** The direct conversation of two people, which the app does not see. */
export function talkBetween(world: World, user: User, other: User): Channel {
  const pair = new Set([user.id, other.id]);
  for (const channel of world.channels.values())
    if (channel.kind === 'im' && channel.members.size === pair.size && [...pair].every((id) => channel.members.has(id)))
      return channel;
  const channel = makeChannel(world, 'im', user.id, user.id);
  channel.members = pair;
  return channel;
}

/** A direct conversation that the app has a side in. */
export const isWithApp = (world: World, channel: Channel): boolean =>
  channel.kind === 'im' && channel.members.has(world.app.botUserId);

export function channelNamed(world: World, nameOrId: string): Channel | undefined {
  const byId = world.channels.get(nameOrId);
  if (byId) return byId;
  const name = nameOrId.replace(/^#/, '');
  return [...world.channels.values()].find(
    ({ kind, name: own, previousIds }) => (kind !== 'im' && own === name) || previousIds.includes(nameOrId),
  );
}

export function userNamed(world: World, nameOrId: string): User | undefined {
  const name = nameOrId.replace(/^@/, '');
  return world.users.get(nameOrId) ?? [...world.users.values()].find((user) => user.name === name);
}
