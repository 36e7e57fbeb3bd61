/**
 * What goes between the page and its server. Types alone: both sides import them, nothing of it is sent to the browser.
 * Messages and blocks keep Slack's own field names.
 */
export type ShownUser = {
  id: string;
  name: string;
  realName: string;
  title: string;
  zone: string;
  bot: boolean;
  guest: boolean;
};

export type ShownFile = { id: string; name: string; mimetype: string; size: number };

export type ShownMessage = {
  ts: string;
  /** Id of a user, `USLACKBOT`, or empty. */
  user: string;
  /** The name that an app without an account writes under. */
  username?: string;
  text: string;
  blocks?: Block[];
  subtype?: string;
  thread_ts?: string;
  edited?: boolean;
  ephemeral?: boolean;
  pinnedBy?: string;
  reactions?: { name: string; users: string[] }[];
  files?: ShownFile[];
  replies?: { count: number; users: string[]; latest: string };
};

export type Block = Record<string, unknown>;

export type ShownChannel = {
  id: string;
  /** For a direct conversation: the name of the other. */
  name: string;
  /** Id of the other in a direct conversation; empty elsewhere. */
  other: string;
  /** Nothing was written there yet. */
  empty: boolean;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  topic: string;
  member: boolean;
  members: string[];
  pins: string[];
  bookmarks: { id: string; title: string; link: string; emoji: string }[];
  /** The newest message that counts as unread mark; empty when there is none. */
  latest: string;
  /** Up to here it was read; empty when it never was. */
  readTo: string;
  unread: number;
  mentions: number;
};

export type ShownView = {
  id: string;
  type: 'modal' | 'home';
  title: string;
  submit: string;
  close: string;
  blocks: Block[];
  /** block_id → action_id → what is there now. */
  values: Record<string, Record<string, Record<string, unknown>>>;
  errors: Record<string, string>;
  hash: string;
};

export type State = {
  me: string;
  team: string;
  /** The workspace's time when this was said, in milliseconds, and how fast it runs. */
  now: number;
  speed: number;
  users: ShownUser[];
  groups: { id: string; handle: string }[];
  channels: ShownChannel[];
  views: ShownView[];
  home: ShownView | null;
  app: { id: string; name: string; botUserId: string };
  commands: { command: string; description: string; usage: string }[];
  shortcuts: { name: string; type: 'message' | 'global'; description: string }[];
  /** The last change that this state holds. */
  at: string;
  /** There is a drawer that shows what goes on inside. */
  inside: boolean;
};

export type Change =
  | { kind: 'message'; channel: string; message: ShownMessage }
  | { kind: 'gone'; channel: string; ts: string }
  | { kind: 'channel'; channel: ShownChannel }
  | { kind: 'hidden'; channel: string }
  | { kind: 'views'; views: ShownView[] }
  | { kind: 'home'; home: ShownView | null }
  | { kind: 'clock'; now: number; speed: number }
  /** Too much was missed: ask for everything again. */
  | { kind: 'reset' };

/** Where an element stands. */
export type Place = { channel: string; ts: string } | { view: string };

/** What a person does. */
export type Act =
  | { do: 'say'; channel: string; text: string; thread?: string; broadcast?: boolean; files?: GivenFile[] }
  | { do: 'command'; channel: string; text: string }
  | { do: 'edit'; channel: string; ts: string; text: string }
  | { do: 'remove' | 'pin' | 'unpin' | 'hide'; channel: string; ts: string }
  | { do: 'react' | 'unreact'; channel: string; ts: string; name: string }
  | { do: 'press'; place: Place; block: string; action: string; fields: Record<string, unknown> }
  | { do: 'set'; view: string; block: string; action: string; fields: Record<string, unknown> }
  | { do: 'submit'; view: string }
  | { do: 'close'; view: string; all: boolean }
  | { do: 'shortcut'; name: string }
  | { do: 'messageShortcut'; name: string; channel: string; ts: string }
  | { do: 'home' | 'reload' }
  | { do: 'talk'; user: string }
  | { do: 'join' | 'leave' | 'unarchive'; channel: string }
  | { do: 'invite'; channel: string; users: string[] }
  | { do: 'read'; channel: string; ts: string };

/** `content` in base64. */
export type GivenFile = { name: string; type: string; content: string };

/** `trouble`: the app did not answer well in time. `said`: where a new message stands. */
export type ActResult = {
  ok: boolean;
  error?: string;
  trouble?: boolean;
  submitted?: 'closed' | 'updated' | 'pushed' | 'trouble' | 'errors';
  ts?: string;
  /** The direct conversation that was opened. */
  channel?: string;
};
