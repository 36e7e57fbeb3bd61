import type { Clock } from './clock.ts';
import { makeIds } from './ids.ts';
import { readManifest } from './manifest.ts';
import { type Channel, makeChannel, type User, userNamed, type World } from './world.ts';

type GivenPerson = {
  name: string;
  realName?: string;
  title?: string;
  /** IANA name; UTC unless given. */
  zone?: string;
  guest?: boolean;
  stranger?: boolean;
  deactivated?: boolean;
  phone?: string;
};
type GivenChannel = { name: string; private?: boolean; members?: string[]; archived?: boolean };
type GivenGroup = { handle: string; members: string[] };

export type WorldOptions = {
  /** YAML text. */
  manifest: string;
  clock: Clock;
  seed: number;
  team?: { id: string; name: string; domain: string };
  people: GivenPerson[];
  groups?: GivenGroup[];
  channels?: GivenChannel[];
};

/** The workspace as it is before anybody does anything: no events are told of how it came about. */
export function makeWorld(options: WorldOptions): Omit<World, 'deliveries' | 'faults' | 'ticket'> {
  const manifest = readManifest(options.manifest);
  const ids = makeIds(options.seed);
  const team = options.team ?? { id: ids.next('T'), name: 'Acme', domain: 'acme' };
  const botUserId = ids.next('U');
  const world = {
    clock: options.clock,
    ids,
    manifest,
    team,
    app: {
      id: ids.next('A'),
      botId: ids.next('B'),
      botUserId,
      // Slack's own prefixes, put together here so that no scanner takes them for secrets.
      botToken: `${['xoxb', ids.digits(12), ids.digits(13)].join('-')}-${ids.letters(24)}`,
      appToken: `${['xapp', '1', ids.digits(12)].join('-')}-${ids.hex(32)}`,
      signingSecret: ids.hex(32),
      verificationToken: ids.letters(24),
      scopes: [...manifest.oauth_config.scopes.bot],
      revoked: false,
      retiredTokens: [],
    },
    users: new Map(),
    channels: new Map(),
    groups: new Map(),
    files: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    hooks: new Map(),
    answers: new Map(),
    notifications: new Map(),
    pending: new Set<Promise<unknown>>(),
    origin: '',
    shareDelayMs: 0,
  };
  const built = world as unknown as World;
  addUser(built, botUserId, { name: manifest.features.bot_user.display_name }, true);
  for (const person of options.people) addUser(built, ids.next('U'), person, false);
  for (const { handle, members } of options.groups ?? []) {
    const id = ids.next('S');
    built.groups.set(id, { id, handle, members: members.map((name) => idOf(built, name)) });
  }
  addChannels(built, options.channels ?? []);
  return built;
}

function addUser(world: World, id: string, given: GivenPerson, bot: boolean): void {
  if (userNamed(world, given.name)) throw new Error(`two people are called ${given.name}`);
  const user: User = {
    id,
    name: given.name,
    realName: given.realName ?? given.name,
    title: given.title ?? '',
    zone: given.zone ?? 'UTC',
    phone: given.phone ?? '',
    guest: given.guest ?? false,
    stranger: given.stranger ?? false,
    deactivated: given.deactivated ?? false,
    bot,
  };
  world.users.set(id, user);
  world.answers.set(id, []);
  world.notifications.set(id, []);
}

/** Every workspace has #general, with all full members in it. */
function addChannels(world: World, given: GivenChannel[]): void {
  const everybody = [...world.users.values()].filter(
    (user) => !user.bot && !user.guest && !user.stranger && !user.deactivated,
  );
  const general: GivenChannel = { name: 'general', members: everybody.map((user) => user.name) };
  for (const one of given.some((channel) => channel.name === 'general') ? given : [general, ...given]) {
    const members = (one.members ?? []).map((name) => idOf(world, name));
    const channel: Channel = makeChannel(world, one.private ? 'private' : 'public', one.name, members[0] ?? '');
    for (const member of members) channel.members.add(member);
    channel.archived = one.archived ?? false;
  }
}

function idOf(world: World, name: string): string {
  const user = userNamed(world, name);
  if (!user) throw new Error(`nobody is called ${name}`);
  return user.id;
}
