import type { ShownChannel } from '../wire.ts';
import { act, app, appTalk, channelOf, loadMessages, loadThread, tell } from './app.ts';

/** Opens a channel (or `home`), with a thread or a message in it when told so. */
export async function go(
  place: string,
  { thread = null, ts }: { thread?: string | null; ts?: string } = {},
): Promise<void> {
  const channel = channelOf(place);
  if (place !== 'home' && !channel) return;
  app.place = place;
  app.newAfter = channel?.unread ? channel.readTo : null;
  app.thread = thread;
  history.replaceState(null, '', `${location.search}#${channel ? addressOf(channel) : 'home'}`);
  document.body.classList.add('in-place');
  if (place === 'home') void act({ do: 'home' });
  else await loadMessages(place);
  if (thread) await loadThread(place, thread);
  tell('place');
  markRead();
  if (ts) point(ts);
}

function addressOf(channel: ShownChannel): string {
  if (channel === appTalk()) return 'messages';
  return channel.kind === 'im' ? `@${channel.name}` : channel.name;
}

/** Opens the direct conversation with somebody. */
export async function talkTo(userId: string): Promise<void> {
  const { channel = '' } = await act({ do: 'talk', user: userId });
  // A new one is told of as every change is, and may come later than this answer.
  for (let left = 100; left > 0 && channel && !channelOf(channel); left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  if (channel) await go(channel);
}

/** Opens what an address of the workspace leads to; false when it leads elsewhere. */
export function goToLink(url: string): boolean {
  const [, channel = '', digits = ''] = /\.slack\.com\/archives\/(\w+)(?:\/p(\d+))?/.exec(url) ?? [];
  if (!channel) return false;
  const ts = digits ? `${digits.slice(0, -6)}.${digits.slice(-6)}` : undefined;
  const thread = new URL(url).searchParams.get('thread_ts');
  void go(channel, { thread, ...(ts ? { ts } : {}) });
  return true;
}

export function openThread(ts: string | null): void {
  app.thread = ts;
  if (ts) void loadThread(app.place, ts).then(() => tell('thread'));
  else tell('thread');
}

/** What is open and seen is read. */
export function markRead(): void {
  const channel = channelOf(app.place);
  if (!channel?.latest || document.visibilityState !== 'visible') return;
  channel.unread = 0;
  channel.mentions = 0;
  void act({ do: 'read', channel: channel.id, ts: channel.latest });
  tell('channels');
}

function point(ts: string): void {
  const row = document.querySelector<HTMLElement>(`[data-ts="${CSS.escape(ts)}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.classList.add('pointed');
  row?.focus();
  setTimeout(() => row?.classList.remove('pointed'), 2500);
}
