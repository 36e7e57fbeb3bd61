import type { ShownChannel } from '../wire.ts';
import { app, appTalk, channelOf, me } from './app.ts';
import { avatar } from './avatar.ts';
import { type Child, fill, h, keepingFocus } from './dom.ts';
import { toggleDrawer } from './drawer.ts';
import { go, talkTo } from './go.ts';
import { openPickList } from './pick-list.ts';
import { openMenu } from './popup.ts';
import { beginTour } from './tour.ts';

const box = h('nav', { class: 'sidebar', 'aria-label': 'Channels' });

/** The workspace at the left: who one is, the channels with what is unread, the app. */
export function sidebar(): HTMLElement {
  return box;
}

export function drawSidebar(): void {
  keepingFocus(box, () => {
    const { channels, app: bot, team } = app.state;
    const own = channels.filter((one) => one.member && one.kind !== 'im' && !one.archived).sort(byName);
    const other = channels.filter((one) => !one.member && one.kind === 'public' && !one.archived).sort(byName);
    const archived = channels.filter((one) => one.archived && one.kind !== 'im').sort(byName);
    const direct = appTalk();
    const talks = channels.filter((one) => one.kind === 'im' && one !== direct && (!one.empty || one.id === app.place));
    fill(
      box,
      h(
        'header',
        {},
        h('h1', {}, team),
        h(
          'button',
          {
            type: 'button',
            class: 'icon',
            data: { key: 'jump' },
            'aria-label': 'Jump to a channel',
            title: 'Jump to a channel (Ctrl K)',
            onclick: jump,
          },
          '⌕',
        ),
      ),
      h(
        'div',
        { class: 'scroll' },
        section('Channels', own.map(entry)),
        other.length ? folded('Not joined', other) : null,
        archived.length ? folded('Archived', archived) : null,
        section('Direct messages', [
          talks.sort(byName).map(entry),
          h(
            'button',
            { type: 'button', class: 'entry', data: { key: 'talk' }, 'aria-haspopup': 'listbox', onclick: newTalk },
            h('span', { class: 'sign', 'aria-hidden': 'true' }, '＋'),
            h('span', { class: 'name' }, 'New message'),
          ),
        ]),
        section('Apps', [
          h(
            'button',
            {
              type: 'button',
              class: app.place === 'home' ? 'entry here' : 'entry',
              'aria-current': app.place === 'home' ? 'page' : undefined,
              data: { key: 'home' },
              onclick: () => void go('home'),
            },
            h('span', { class: 'sign' }, '◆'),
            h('span', { class: 'name' }, `${bot.name} · Home`),
          ),
          direct ? entry(direct) : null,
        ]),
      ),
      h(
        'div',
        { class: 'more' },
        h('button', { type: 'button', class: 'entry', data: { key: 'tour' }, onclick: () => beginTour(true) }, 'Tour'),
        app.state.inside
          ? h(
              'button',
              { type: 'button', class: 'entry', data: { key: 'inside' }, onclick: toggleDrawer },
              'Look inside',
            )
          : null,
      ),
      whoAmI(),
    );
  });
}

const byName = (a: ShownChannel, b: ShownChannel): number =>
  order(a) - order(b) || a.name.localeCompare(b.name, 'en', { numeric: true });
const order = (channel: ShownChannel): number => (['general', 'incidents'].includes(channel.name) ? 0 : 1);

function section(title: string, entries: Child): Child {
  return h('section', { 'aria-label': title }, h('h2', {}, title), entries);
}

function folded(title: string, channels: ShownChannel[]): Child {
  return h(
    'details',
    { open: channels.some((one) => one.id === app.place) },
    h('summary', {}, `${title} (${channels.length})`),
    channels.map(entry),
  );
}

function entry(channel: ShownChannel): Child {
  const here = channel.id === app.place;
  const bold = channel.unread > 0 && !here;
  const isApp = channel === appTalk();
  const sign = isApp ? '✉' : channel.kind === 'im' ? avatar(channel.other) : channel.kind === 'private' ? '🔒' : '#';
  const name = isApp ? `${channel.name} · Messages` : channel.name;
  return h(
    'button',
    {
      type: 'button',
      class: ['entry', here && 'here', bold && 'unread'].filter(Boolean).join(' '),
      'aria-current': here ? 'page' : undefined,
      title: name,
      data: { key: channel.id },
      onclick: () => void go(channel.id),
    },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    h('span', { class: 'name' }, name),
    bold ? h('span', { class: 'hidden' }, `, ${channel.unread} unread`) : null,
    channel.mentions && !here
      ? h('span', { class: 'badge', 'aria-label': `${channel.mentions} for you` }, String(channel.mentions))
      : null,
  );
}

function whoAmI(): Child {
  const person = me();
  const button = h(
    'button',
    {
      type: 'button',
      class: 'me',
      'aria-haspopup': 'menu',
      data: { key: 'me' },
      title: 'Be somebody else',
      onclick: () => openMenu(button, cast(), 'Who you are'),
    },
    avatar(person.id),
    h(
      'span',
      {},
      h('span', { class: 'hidden' }, 'You are '),
      h('strong', {}, person.name),
      h('small', {}, person.title || person.zone),
    ),
    h('span', { class: 'turn', 'aria-hidden': 'true' }, '⇅'),
  );
  return button;
}

const people = () => app.state.users.filter((one) => !one.bot && one.id !== app.state.me);

function newTalk(event: Event): void {
  const choices = people().map((one) => ({ label: one.name, note: one.title, value: one.id }));
  openPickList(event.currentTarget as HTMLElement, 'Write to', choices, [], ([id]) => id && void talkTo(id));
}

function cast() {
  const others = people();
  const address = (name: string) => `/?as=${encodeURIComponent(name)}${location.hash}`;
  return [
    ...others.map((one) => ({
      label: `Be ${one.name}`,
      note: `${one.title || 'Member'} · ${one.zone}`,
      run: () => location.assign(address(one.name)),
    })),
    'line' as const,
    ...others.slice(0, 4).map((one) => ({
      label: `${one.name}, in a second window`,
      run: () => void window.open(address(one.name), '_blank', 'noopener'),
    })),
  ];
}

export function jump(): void {
  const anchor = box.querySelector<HTMLElement>('[data-key=jump]') ?? box;
  const places = app.state.channels
    .filter((one) => one.kind !== 'im')
    .sort(byName)
    .map((one) => ({ label: `#${one.name}`, note: one.topic, value: one.id }));
  const persons = people().map((one) => ({ label: one.name, note: one.title, value: one.id }));
  openPickList(
    anchor,
    'Jump to',
    [...places, ...persons],
    [app.place],
    ([id]) => id && void (channelOf(id) ? go(id) : talkTo(id)),
  );
}
