import { type Clock, realClock } from './clock.ts';
import { type Deliveries, type Delivery, makeDeliveries } from './deliveries.ts';
import { emit } from './emit.ts';
import { type Faults, makeFaults } from './faults.ts';
import { listen } from './http-server.ts';
import { makeHttpTransport } from './http-transport.ts';
import { makeWorld, type WorldOptions } from './make-world.ts';
import { type Message, messageJson } from './message.ts';
import { makeOtherApp, type OtherApp } from './other-app.ts';
import { makePerson, type Person } from './people/person.ts';
import { makeRateLimits } from './rate-limits.ts';
import { reinstall, revoke, uninstall } from './revoke.ts';
import { userJson } from './shapes.ts';
import { makeSocketTransport, type SocketTransport } from './socket-transport.ts';
import { type CallRecord, makeWebApi } from './web-api.ts';
import { type Bookmark, type Channel, channelNamed, type Pin, userNamed, type World } from './world.ts';

export type SandboxOptions = Omit<WorldOptions, 'clock' | 'seed'> & {
  clock?: Clock;
  seed?: number;
  port?: number;
  /** Real milliseconds that each Web API call takes. */
  latencyMs?: number;
  /** False for load tests: no call is ever turned away with 429. */
  rateLimits?: boolean;
  /** Whose time signs requests: the sandbox's clock, or the machine's (where the app checks against that). */
  signedBy?: 'clock' | 'machine';
  /** How long Slack takes to share an uploaded file, on the clock; 0 is a moment later. */
  shareDelayMs?: number;
};

type SandboxChannel = {
  id: string;
  name: string;
  topic: string;
  isArchived: boolean;
  isPrivate: boolean;
  /** User ids; `memberNames` are the same people. */
  members: string[];
  memberNames: string[];
  pins: Pin[];
  bookmarks: Bookmark[];
};

export type Sandbox = {
  /** `http://127.0.0.1:PORT/api/`, for the client's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** Where the app listens. While unset, payloads go over its WebSockets. */
  requestUrl: string | undefined;
  /** Where menus ask for options; Slack has an address of its own for it. `requestUrl` unless set. */
  optionsUrl: string | undefined;
  readonly calls: CallRecord[];
  readonly deliveries: Delivery[];
  /** Events that wait for a retry in a minute or five. */
  readonly waitingRetries: number;
  readonly faults: Faults;
  readonly socket: Pick<SocketTransport, 'disconnect' | 'cut' | 'open'>;
  readonly world: World;
  person(name: string): Person;
  channel(nameOrId: string): SandboxChannel;
  /** Names of all channels, the newest last. */
  readonly channelNames: string[];
  /** Everything in a channel as stored, by ts, threads included. */
  messages(nameOrId: string): Record<string, unknown>[];
  /** No delivery is on its way and no file waits to be shared. Retries due later are not waited for. */
  settled(): Promise<void>;
  redeliver: Deliveries['redeliver'];
  /** The frame or request by which Slack says that it drops events. */
  sayRateLimited(): Promise<unknown>;
  /** Posts `url_verification`, as on saving a request URL; true when the challenge came back. */
  verifyUrl(): Promise<boolean>;
  revokeToken(): void;
  uninstall(): void;
  /** Installs the app anew after that; `botToken` is the new one. */
  reinstall(): void;
  /** An administrator deactivates somebody's account, or gives it back. */
  deactivate(name: string): void;
  reactivate(name: string): void;
  /** Another app of the workspace, by the name that it writes under; each call makes one. */
  otherApp(name: string): OtherApp;
  close(): Promise<void>;
};

/** Opens a workspace on a port of this machine. Close it, or its server keeps the process alive. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? realClock();
  const seed = options.seed ?? 1;
  const world = makeWorld({ ...options, clock, seed }) as World;
  const http = makeHttpTransport(world.app.signingSecret, () =>
    options.signedBy === 'machine' ? Date.now() : clock.now(),
  );
  const sockets = makeSocketTransport(world.app.id, world.ids);
  world.shareDelayMs = options.shareDelayMs ?? 0;
  world.ticket = (origin) => sockets.ticket(origin);
  world.faults = makeFaults(seed, () => sockets.cut());
  world.deliveries = makeDeliveries(clock, world.faults, (kind, body, retry) => {
    const url = kind === 'block_suggestion' ? (sandbox.optionsUrl ?? sandbox.requestUrl) : sandbox.requestUrl;
    return url ? http.post(url, kind, body, retry) : sockets.deliver(kind, body, retry);
  });
  const api = makeWebApi(world, options.rateLimits === false ? null : makeRateLimits(clock), options.latencyMs ?? 0);
  const server = await listen(world, api, sockets, options.port ?? 0);
  world.origin = `http://127.0.0.1:${server.port}`;
  const people = new Map<string, Person>();

  async function settled(): Promise<void> {
    do {
      await world.deliveries.settled();
      // With a delay on the clock only turning the clock ends the wait.
      if (world.shareDelayMs === 0) await Promise.allSettled([...world.pending]);
      await world.deliveries.settled();
    } while (world.shareDelayMs === 0 && world.pending.size);
  }
  clock.settleFirst?.(settled);

  const sandbox: Sandbox = {
    apiUrl: `${world.origin}/api/`,
    get botToken() {
      return world.app.botToken;
    },
    appToken: world.app.appToken,
    signingSecret: world.app.signingSecret,
    get botUserId() {
      return world.app.botUserId;
    },
    get teamId() {
      return world.team.id;
    },
    requestUrl: undefined,
    optionsUrl: undefined,
    calls: api.calls,
    deliveries: world.deliveries.list,
    get waitingRetries() {
      return world.deliveries.waiting;
    },
    faults: world.faults,
    socket: sockets,
    world,
    person(name) {
      const user = userNamed(world, name);
      if (!user || user.bot) throw new Error(`nobody is called ${name}`);
      const known = people.get(user.id) ?? makePerson(world, user);
      people.set(user.id, known);
      return known;
    },
    get channelNames() {
      return [...world.channels.values()].filter((one) => one.kind !== 'im').map((one) => one.name);
    },
    channel: (name) => shownChannel(world, found(world, name)),
    messages(name) {
      const channel = found(world, name);
      return channel.messages.map((message: Message) => messageJson(world, channel, message));
    },
    settled,
    redeliver: (delivery) => world.deliveries.redeliver(delivery),
    sayRateLimited: () => world.deliveries.ask('event', rateLimited(world)),
    async verifyUrl() {
      const challenge = world.ids.letters(40);
      const body = { token: world.app.verificationToken, challenge, type: 'url_verification' };
      const answer = await world.deliveries.ask('event', body);
      const said = answer.body as { challenge?: string } | string | null;
      return (
        answer.status === 200 &&
        (typeof said === 'object' ? said?.challenge : said?.replace('challenge=', '')) === challenge
      );
    },
    revokeToken: () => revoke(world),
    uninstall: () => uninstall(world),
    reinstall: () => reinstall(world),
    deactivate: (name) => setAccount(world, name, { deactivated: true }),
    reactivate: (name) => setAccount(world, name, { deactivated: false }),
    otherApp: (name) => makeOtherApp(world, name),
    async close() {
      world.deliveries.close();
      await sockets.close();
      http.close();
      await server.close();
    },
  };
  return sandbox;
}

function setAccount(world: World, name: string, { deactivated }: { deactivated: boolean }): void {
  const user = userNamed(world, name);
  if (!user || user.bot) throw new Error(`nobody is called ${name}`);
  user.deactivated = deactivated;
  emit(world, { type: 'user_change', user: userJson(world, user) });
}

function rateLimited(world: World): Record<string, unknown> {
  const minute = Math.floor(world.clock.now() / 60_000) * 60;
  const { id: api_app_id, verificationToken: token } = world.app;
  return { token, type: 'app_rate_limited', team_id: world.team.id, minute_rate_limited: minute, api_app_id };
}

function found(world: World, name: string): Channel {
  const channel = channelNamed(world, name);
  if (!channel) throw new Error(`channel_not_found: ${name}`);
  return channel;
}

function shownChannel(world: World, channel: Channel): SandboxChannel {
  const members = [...channel.members];
  return {
    id: channel.id,
    name: channel.name,
    topic: channel.topic.value,
    isArchived: channel.archived,
    isPrivate: channel.kind !== 'public',
    members,
    memberNames: members.map((id) => world.users.get(id)?.name ?? id),
    pins: [...channel.pins],
    bookmarks: [...channel.bookmarks],
  };
}
