import type { ShownMessage } from '../wire.ts';
import { app, appTalk, channelOf, isTop, loadMessages, nameOf, onMessage } from './app.ts';
import { announce, h, keepingFocus } from './dom.ts';
import { markRead } from './go.ts';
import { messageRow } from './message-row.ts';
import { dayOf } from './mrkdwn.ts';

const box = h('div', { class: 'messages', id: 'messages', tabindex: '0', role: 'region' });
const rows = h('div', { class: 'rows' });
const newer = h('button', { type: 'button', class: 'newer', hidden: true, onclick: () => toEnd() }, '↓ New messages');
box.append(rows);
let drawnFor = '';
let loading = false;
/** The newest message is in sight, and stays so when another comes. */
let sticking = true;

/** The messages of the open channel. What changes is drawn anew; the rest stays, so that thousands scroll well. */
export function messageList(): HTMLElement {
  box.addEventListener('scroll', () => {
    if (box.scrollTop < 300) void older();
    sticking = atEnd();
    if (sticking) newer.hidden = true;
  });
  // What is drawn takes its real height only when it comes into sight: the end is followed as it moves.
  new ResizeObserver(() => {
    if (sticking) box.scrollTop = box.scrollHeight;
  }).observe(rows);
  // A list without items is none.
  new MutationObserver(() => {
    if (rows.querySelector('[role=listitem]')) rows.setAttribute('role', 'list');
    else rows.removeAttribute('role');
  }).observe(rows, { childList: true });
  box.addEventListener('keydown', move);
  onMessage((channel, ts, message) => {
    if (channel !== app.place) return;
    const isNew = message !== null && !rows.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    const stay = sticking;
    keepingFocus(box, () => drawAround(ts));
    if (!isNew || !isTop(message)) return;
    speak(message);
    // One's own words, and what answers one's own press, are looked for at the end.
    if (stay || message?.user === app.state.me || message?.ephemeral) toEnd();
    else newer.hidden = false;
    if (stay) markRead();
  });
  return h('div', { class: 'messages-frame' }, box, newer);
}

function speak(message: ShownMessage | null): void {
  if (message && message.user !== app.state.me) announce(`${nameOf(message.user)}: ${plainly(message.text)}`);
}
export const plainly = (text: string): string =>
  text
    .replace(/<@(\w+)>/g, (_, id) => `@${nameOf(id)}`)
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replace(/[*_~`]/g, '');

const shownNow = (): ShownMessage[] =>
  [...(app.loaded.get(app.place)?.messages.values() ?? [])].filter(isTop).sort((a, b) => (a.ts < b.ts ? -1 : 1));

/** All of it, when another place is opened. */
export function drawMessages(): void {
  const channel = channelOf(app.place);
  if (!channel) return;
  box.setAttribute('aria-label', `Messages in ${channel.kind === 'im' ? channel.name : `#${channel.name}`}`);
  const all = shownNow();
  const stay = drawnFor !== app.place || sticking;
  keepingFocus(box, () => rows.replaceChildren(...start(), ...stretches(all)));
  const opening = drawnFor !== app.place;
  drawnFor = app.place;
  if (stay) toEnd();
  if (opening) toNew(all);
}

/** As in Slack: a line above what is new, and one begins to read there. */
function toNew(all: readonly ShownMessage[]): void {
  const after = app.newAfter;
  const [oldest] = all;
  // What is new reaches further back than what is loaded.
  if (after === null || !oldest || (app.loaded.get(app.place)?.more && after < oldest.ts)) return;
  const first = all.find((one) => one.ts > after && one.user !== app.state.me && !isComing(one));
  const row = first && rows.querySelector<HTMLElement>(`[data-ts="${CSS.escape(first.ts)}"]`);
  if (!row) return;
  const line = h('div', { class: 'new-line' }, h('span', {}, 'New'));
  row.before(line);
  if (line.getBoundingClientRect().top >= box.getBoundingClientRect().top) return;
  line.scrollIntoView({ block: 'start' });
  sticking = false;
  newer.hidden = false;
}

function start(): HTMLElement[] {
  const channel = channelOf(app.place);
  const loaded = app.loaded.get(app.place);
  if (!channel || loaded?.more) return [];
  const words =
    channel === appTalk()
      ? `This is where ${channel.name} writes to you alone.`
      : channel.kind === 'im'
        ? `This is between you and ${channel.name} alone; ${app.state.app.name} does not see it.`
        : `This is the very beginning of #${channel.name}.`;
  return [h('p', { class: 'start' }, words)];
}

/** So many messages are laid out and painted together; what is out of sight costs next to nothing. */
const inStretch = 40;

function stretches(all: readonly ShownMessage[]): HTMLElement[] {
  return Array.from({ length: Math.ceil(all.length / inStretch) }, (_, index) => {
    const from = index * inStretch;
    const part = all.slice(from, from + inStretch);
    return h(
      'div',
      { class: 'stretch' },
      part.map((message, at) => rowsFor(message, all[from + at - 1])),
    );
  });
}

const isComing = (message: ShownMessage): boolean => /^(channel|group)_/.test(message.subtype ?? '');

/** A message with what stands above it: the day, where another begins. */
function rowsFor(message: ShownMessage, before: ShownMessage | undefined): HTMLElement[] {
  const day = dayOf(message.ts);
  const newDay = !before || dayOf(before.ts) !== day;
  const follows =
    !newDay &&
    before.user === message.user &&
    !before.ephemeral &&
    !message.ephemeral &&
    !message.pinnedBy &&
    !isComing(before) &&
    Number(message.ts) - Number(before.ts) < 300;
  const row = messageRow(message, { channel: app.place, follows, inThread: false });
  return newDay ? [h('div', { class: 'day' }, h('span', {}, day)), row] : [row];
}

/** The changed message and the one below it, whose head depends on it. */
function drawAround(ts: string): void {
  const all = shownNow();
  const at = all.findIndex((one) => one.ts === ts);
  const find = (one: string) => rows.querySelector<HTMLElement>(`[data-ts="${CSS.escape(one)}"]`);
  const old = find(ts);
  if (at < 0) {
    old?.remove();
    return;
  }
  const message = all[at] as ShownMessage;
  // Somebody is writing in it: it is drawn when they are done.
  if (old?.querySelector('textarea')) return;
  const drawn = rowsFor(message, all[at - 1]);
  if (old) {
    old.replaceWith(drawn.at(-1) as HTMLElement);
    return;
  }
  const next = all[at + 1];
  const below = next ? find(next.ts) : null;
  const anchor =
    below?.previousElementSibling?.classList.contains('day') && drawn.length === 1
      ? below.previousElementSibling
      : below;
  if (anchor) anchor.before(...drawn);
  else lastStretch().append(...drawn);
  if (next && below) below.replaceWith(rowsFor(next, message).at(-1) as HTMLElement);
}

function lastStretch(): HTMLElement {
  const last = rows.lastElementChild;
  if (last instanceof HTMLElement && last.matches('.stretch') && last.childElementCount < inStretch * 2) return last;
  const made = h('div', { class: 'stretch' });
  rows.append(made);
  return made;
}

async function older(): Promise<void> {
  const loaded = app.loaded.get(app.place);
  if (!loaded?.more || loading) return;
  loading = true;
  const { place } = app;
  await loadMessages(place, true);
  loading = false;
  if (place !== app.place) return;
  sticking = false;
  const first = rows.querySelector<HTMLElement>('[data-ts]');
  const all = shownNow();
  const at = all.findIndex((one) => one.ts === first?.dataset.ts);
  if (!first || at < 0) return drawMessages();
  const stood = first.getBoundingClientRect().top;
  // Whether a day begins at what was the first is known only now.
  const [was] = all.slice(at, at + 1);
  const hasDay = was && dayOf(all[at - 1]?.ts ?? '0') !== dayOf(was.ts);
  const above = first.previousElementSibling;
  if (!hasDay) (above?.matches('.new-line') ? above.previousElementSibling : above)?.remove();
  rows.prepend(...start(), ...stretches(all.slice(0, at)));
  box.scrollTop += first.getBoundingClientRect().top - stood;
}

const atEnd = (): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < 80;

export function toEnd(): void {
  newer.hidden = true;
  sticking = true;
  box.scrollTop = box.scrollHeight;
}

/** Up and down go from message to message, as in Slack. */
function move(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (!['ArrowUp', 'ArrowDown'].includes(event.key) || target.closest('input, textarea, [role=menu]')) return;
  const all = [...rows.querySelectorAll<HTMLElement>('[role=listitem]')];
  const at = all.indexOf(target.closest('[role=listitem]') as HTMLElement);
  const next = at < 0 ? all.length - 1 : at + (event.key === 'ArrowUp' ? -1 : 1);
  if (!all[next]) return;
  event.preventDefault();
  all[next]?.focus();
}
