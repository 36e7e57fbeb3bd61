import { act, app, appTalk, channelOf, follow, loadState, me, Opening, on, tell } from './app.ts';
import { channelHead, drawHead } from './channel-head.ts';
import { composer } from './composer.ts';
import { fill, h } from './dom.ts';
import { drawer } from './drawer.ts';
import { go, markRead } from './go.ts';
import { drawHome, homeTab } from './home-tab.ts';
import { drawMessages, messageList } from './message-list.ts';
import { drawModal, modals } from './modals.ts';
import { refreshAgo } from './mrkdwn.ts';
import { watchPresses } from './pressing.ts';
import { drawSidebar, jump, sidebar } from './sidebar.ts';
import { drawThread, threadPanel } from './thread-panel.ts';
import { beginTour, lookAtTour, tour } from './tour.ts';

const foot = h('div', { class: 'foot' });
const list = messageList();
const link = h('p', { class: 'link-lost', role: 'status', hidden: true }, 'Connection lost. Trying again …');

async function start(): Promise<void> {
  if (!app.as) {
    app.as = 'ana';
    history.replaceState(null, '', `/?as=ana${location.hash}`);
  }
  const [arrived] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // As in Slack: what only you were shown does not outlive a reload.
  await opened();
  if (arrived?.type === 'reload') {
    await act({ do: 'reload' });
    await loadState();
  }
  document.title = `${me().name} · ${app.state.team}`;
  const frame = document.getElementById('app');
  if (!frame) return;
  fill(
    frame,
    sidebar(),
    h('main', { 'aria-label': 'Conversation' }, link, channelHead(), list, homeTab(), foot),
    threadPanel(),
  );
  document.body.append(
    tour(),
    drawer(),
    modals(),
    h('div', { id: 'toasts', role: 'status', 'aria-live': 'polite' }),
    h('div', { id: 'live', class: 'hidden', role: 'log', 'aria-live': 'polite', 'aria-label': 'New messages' }),
  );
  watchPresses();
  follow();
  await go(wanted());
  tell('views');
  beginTour();
  performance.mark('usable');
}

/** Waits, and says for what, until there is a workspace. */
async function opened(): Promise<void> {
  const words = document.querySelector('.loading');
  for (;;) {
    try {
      return await loadState();
    } catch (error) {
      if (!(error instanceof Opening)) throw error;
      if (words && words.textContent !== error.message) words.textContent = error.message;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** What the address names, else the busiest place: the newest war room, or the first channel. */
function wanted(): string {
  const name = decodeURIComponent(location.hash.slice(1));
  const { channels } = app.state;
  if (name === 'home') return 'home';
  if (name === 'messages') return appTalk()?.id ?? '';
  const found = channels.find((one) => (one.kind === 'im' ? `@${one.name}` : one.name) === name);
  return (
    (
      found ??
      channels.find((one) => one.name === 'general' && one.member) ??
      channels.find((one) => one.member) ??
      channels[0]
    )?.id ?? ''
  );
}

function drawPlace(): void {
  const isHome = app.place === 'home';
  list.hidden = isHome;
  homeTab().hidden = !isHome;
  drawHead();
  drawSidebar();
  if (isHome) drawHome();
  else drawMessages();
  drawFoot();
  drawThread();
}

let footFor = '';
/** Drawn anew only when another place is open, or one may write now who could not: what is typed must stay. */
function drawFoot(): void {
  const channel = channelOf(app.place);
  const key = `${app.place} ${channel?.member} ${channel?.archived}`;
  if (key === footFor) return;
  footFor = key;
  fill(foot, app.place === 'home' ? null : composer({ channel: app.place, thread: null }));
}

on('place', drawPlace);
on('everything', () => {
  footFor = '';
  drawPlace();
  drawModal();
});
on('channels', () => {
  // What comes while one looks at it is read.
  if (channelOf(app.place)?.unread) markRead();
  drawSidebar();
  drawHead();
  drawFoot();
  lookAtTour();
});
on('views', drawModal);
on('home', () => {
  if (app.place === 'home') drawHome();
});
on('thread', () => {
  drawThread();
  lookAtTour();
});
on('link', () => {
  link.hidden = app.connected;
});
document.addEventListener('visibilitychange', markRead);
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    jump();
  }
});
document.addEventListener(
  'shortcut',
  (event) => void act({ do: 'shortcut', name: (event as CustomEvent<string>).detail }),
);
addEventListener('hashchange', () => void go(wanted()));
setInterval(refreshAgo, 20_000);
start().catch((error: unknown) => {
  const frame = document.getElementById('app');
  if (frame)
    fill(
      frame,
      h(
        'p',
        { class: 'loading' },
        `The workspace did not open: ${error instanceof Error ? error.message : String(error)}`,
      ),
    );
});
