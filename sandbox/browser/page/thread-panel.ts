import { app, channelOf, onMessage } from './app.ts';
import { composer } from './composer.ts';
import { fill, h, keepingFocus } from './dom.ts';
import { openThread } from './go.ts';
import { messageRow } from './message-row.ts';

const rows = h('div', { class: 'rows', role: 'list' });
const box = h('aside', { class: 'thread', 'aria-label': 'Thread', hidden: true });
let drawnFor = '';

/** A thread at the side: its first message, the replies, and where one answers. */
export function threadPanel(): HTMLElement {
  onMessage((channel, ts, message) => {
    if (!app.thread || channel !== app.place) return;
    if (ts === app.thread || message?.thread_ts === app.thread || !message) drawRows();
  });
  return box;
}

export function drawThread(): void {
  const { thread, place } = app;
  box.hidden = !thread;
  document.body.classList.toggle('in-thread', !!thread);
  const key = `${place} ${thread}`;
  if (!thread) {
    drawnFor = '';
    return;
  }
  if (drawnFor !== key) {
    const close = h(
      'button',
      { type: 'button', class: 'icon', 'aria-label': 'Close thread', onclick: () => openThread(null) },
      '✕',
    );
    const channel = channelOf(place);
    const name = h('small', {}, `${channel?.kind === 'im' ? '' : '#'}${channel?.name ?? ''}`);
    fill(
      box,
      h('header', {}, h('h2', {}, 'Thread ', name), close),
      h('div', { class: 'scroll' }, rows),
      composer({ channel: place, thread }),
    );
    drawnFor = key;
    drawRows();
    box.querySelector<HTMLElement>('textarea')?.focus();
    return;
  }
  drawRows();
}

function drawRows(): void {
  const all = [...(app.loaded.get(app.place)?.messages.values() ?? [])]
    .filter((one) => one.ts === app.thread || one.thread_ts === app.thread)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const scroll = rows.parentElement;
  const stay = scroll ? scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60 : false;
  const old = rows.children.length;
  // Somebody is writing in it: it is drawn when they are done.
  const editing = rows.querySelector('textarea')?.closest<HTMLElement>('[data-ts]');
  keepingFocus(rows, () =>
    fill(
      rows,
      all.map((message, at) => {
        const before = all[at - 1];
        const follows = at > 1 && before?.user === message.user && Number(message.ts) - Number(before.ts) < 300;
        return [
          message.ts === editing?.dataset.ts
            ? editing
            : messageRow(message, { channel: app.place, follows, inThread: true }),
          at === 0 && all.length > 1
            ? h(
                'div',
                { class: 'count', role: 'presentation' },
                `${all.length - 1} ${all.length === 2 ? 'reply' : 'replies'}`,
              )
            : null,
        ];
      }),
    ),
  );
  if (scroll && stay && old) scroll.scrollTop = scroll.scrollHeight;
}
