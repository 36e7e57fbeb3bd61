import type { Act, ActResult, Change, ShownChannel, ShownMessage, ShownUser, State } from '../wire.ts';
import { toast } from './dom.ts';
import { released } from './pressing.ts';

/** Messages of a channel that are loaded, threads included, by ts. `more`: older ones can be fetched. */
type Loaded = { messages: Map<string, ShownMessage>; more: boolean };

type Topic = 'channels' | 'views' | 'home' | 'place' | 'thread' | 'link' | 'everything';

/** What the page knows and where the person is in it. One page is one person. */
export const app = {
  as: new URLSearchParams(location.search).get('as') ?? '',
  state: null as unknown as State,
  /** Id of the open channel, `home` for the app's Home. */
  place: '',
  thread: null as string | null,
  /** Where the open channel was read to when it was opened; null when nothing in it was new. */
  newAfter: null as string | null,
  loaded: new Map<string, Loaded>(),
  /** Real time when the state was said: the workspace's clock goes on from there. */
  saidAt: 0,
  connected: true,
};

const listeners = new Map<Topic, Set<() => void>>();
export function on(topic: Topic, run: () => void): void {
  const known = listeners.get(topic) ?? new Set();
  listeners.set(topic, known.add(run));
}
export function tell(topic: Topic): void {
  for (const run of listeners.get(topic) ?? []) run();
}

type MessageListener = (channel: string, ts: string, message: ShownMessage | null) => void;
const messageListeners = new Set<MessageListener>();
export const onMessage = (run: MessageListener): void => void messageListeners.add(run);
/** As it is known now: what changed while somebody wrote in its place was not drawn. */
export function drawAnew(channel: string, ts: string): void {
  const message = app.loaded.get(channel)?.messages.get(ts) ?? null;
  for (const run of messageListeners) run(channel, ts, message);
}

export const now = (): number => app.state.now + (performance.now() - app.saidAt) * app.state.speed;
export const me = (): ShownUser => userOf(app.state.me) as ShownUser;
export const userOf = (id: string): ShownUser | undefined => app.state.users.find((one) => one.id === id);
export const channelOf = (id: string): ShownChannel | undefined => app.state.channels.find((one) => one.id === id);
/** The direct conversation with the app. */
export const appTalk = (): ShownChannel | undefined =>
  app.state.channels.find((one) => one.other === app.state.app.botUserId);
export const nameOf = (id: string): string => (id === 'USLACKBOT' ? 'Slackbot' : (userOf(id)?.name ?? 'unknown'));

const api = (path: string, query: Record<string, string> = {}): string =>
  `/api/${path}?${new URLSearchParams({ as: app.as, ...query })}`;

/** The workspace is not ready; the message says what is still done. */
export class Opening extends Error {}

async function ask<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(api(path, query));
  const body = await answer.json();
  if (answer.status === 503) throw new Opening(body.opening);
  if (!answer.ok) throw new Error(body?.error ?? `the sandbox answered ${answer.status}`);
  return body as T;
}

/** Does something as this person; what Slack would refuse is shown as a short word. */
export async function act(given: Act): Promise<ActResult> {
  try {
    const answer = await fetch(api('act'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(given),
    });
    const result = (await answer.json()) as ActResult;
    // A field tells what is in it as it loses the focus; by then the form may have been closed with what was in it.
    if (given.do === 'set' && !app.state.views.some((view) => view.id === given.view)) return result;
    if (result.error) toast(wordsFor(result.error));
    else if (result.trouble) toast('The app did not answer in time. Nothing may have happened: try again.');
    return result;
  } catch {
    toast('The sandbox does not answer. Is it still running?');
    return { ok: false, error: 'unreachable' };
  }
}

/** `code: words` → the words. */
const wordsFor = (error: string): string => /^\w+: (.+)$/s.exec(error)?.[1] ?? error;

export async function loadState(): Promise<void> {
  app.state = await ask<State>('state');
  app.saidAt = performance.now();
}

/** What changes in a channel while an answer about it is under way: the answer may be the older one. */
const underWay = new Set<{ channel: string; changed: Map<string, ShownMessage | null> }>();

async function askMessages<T extends { messages: ShownMessage[] }>(
  path: string,
  query: { channel: string } & Record<string, string>,
): Promise<T & { changed: Map<string, ShownMessage | null> }> {
  const asked = { channel: query.channel, changed: new Map<string, ShownMessage | null>() };
  underWay.add(asked);
  const answer = await ask<T>(path, query).finally(() => underWay.delete(asked));
  const messages = answer.messages.map((message) => asked.changed.get(message.ts) ?? message);
  return {
    ...answer,
    messages: messages.filter(({ ts }) => asked.changed.get(ts) !== null),
    changed: asked.changed,
  };
}

export async function loadMessages(channel: string, older = false): Promise<void> {
  const known = app.loaded.get(channel);
  if (known && !older) return;
  const oldest = older
    ? ([...(known?.messages.keys() ?? [])].filter((ts) => isTop(known?.messages.get(ts))).sort()[0] ?? '')
    : '';
  const page = await askMessages<{ messages: ShownMessage[]; more: boolean }>('messages', {
    channel,
    before: oldest,
    // So many are laid out in the time of a few frames.
    limit: '100',
  });
  const loaded = app.loaded.get(channel) ?? { messages: new Map(), more: false };
  for (const message of page.messages) loaded.messages.set(message.ts, message);
  const newest = page.messages.at(-1)?.ts ?? '';
  if (!older) for (const [ts, message] of page.changed) if (message && ts > newest) loaded.messages.set(ts, message);
  loaded.more = page.more;
  app.loaded.set(channel, loaded);
}

export async function loadThread(channel: string, ts: string): Promise<void> {
  const { messages } = await askMessages<{ messages: ShownMessage[] }>('thread', { channel, ts });
  const loaded = app.loaded.get(channel);
  for (const message of messages) loaded?.messages.set(message.ts, message);
}

export const loadText = (id: string): Promise<{ name: string; text: string }> => ask('text', { id });
export const fileAddress = (id: string, show = false): string => api('file', { id, ...(show ? { show: '1' } : {}) });

/** Shown in the channel itself: no reply, or one that was sent to the channel as well. */
export const isTop = (message: ShownMessage | undefined): boolean =>
  !!message && (!message.thread_ts || message.subtype === 'thread_broadcast');

/**
 * Follows what changes, in order. The browser comes back by itself with the number of the last change that it saw.
 * Nothing is drawn anew under a finger: the press would be lost.
 */
export function follow(): void {
  const source = new EventSource(api('events', { from: app.state.at }));
  let last = Promise.resolve();
  source.onmessage = (event) => {
    last = last
      .then(released)
      .then(() => apply(JSON.parse(event.data) as Change))
      .catch(reportError);
  };
  source.onopen = () => connected(true);
  source.onerror = () => connected(false);
}

function connected(is: boolean): void {
  if (app.connected === is) return;
  app.connected = is;
  tell('link');
}

function note(channel: string, ts: string, message: ShownMessage | null): void {
  for (const asked of underWay) if (asked.channel === channel) asked.changed.set(ts, message);
}

async function apply(change: Change): Promise<void> {
  const { state } = app;
  switch (change.kind) {
    case 'message': {
      note(change.channel, change.message.ts, change.message);
      const loaded = app.loaded.get(change.channel);
      const oldest = loaded?.more ? ([...loaded.messages.keys()].sort()[0] ?? '') : '';
      if (loaded && (change.message.ts >= oldest || loaded.messages.has(change.message.ts)))
        loaded.messages.set(change.message.ts, change.message);
      for (const run of messageListeners) run(change.channel, change.message.ts, change.message);
      return;
    }
    case 'gone':
      note(change.channel, change.ts, null);
      app.loaded.get(change.channel)?.messages.delete(change.ts);
      for (const run of messageListeners) run(change.channel, change.ts, null);
      return;
    case 'channel': {
      const at = state.channels.findIndex((one) => one.id === change.channel.id);
      if (at < 0) state.channels.push(change.channel);
      else state.channels[at] = change.channel;
      return tell('channels');
    }
    case 'hidden':
      state.channels = state.channels.filter((one) => one.id !== change.channel);
      return tell('channels');
    case 'views':
      state.views = change.views;
      return tell('views');
    case 'home':
      state.home = change.home;
      return tell('home');
    case 'clock':
      Object.assign(state, { now: change.now, speed: change.speed });
      app.saidAt = performance.now();
      return tell('everything');
    case 'reset':
      await loadState();
      app.loaded.clear();
      if (app.place !== 'home' && channelOf(app.place)) {
        await loadMessages(app.place);
        if (app.thread) await loadThread(app.place, app.thread);
      }
      return tell('everything');
  }
}
