import type { ShownChannel, ShownMessage } from '../wire.ts';
import { act, app, appTalk, channelOf, loadThread, nameOf, now, userOf } from './app.ts';
import { show } from './ask.ts';
import { avatar } from './avatar.ts';
import { type Child, fill, h, keepingFocus } from './dom.ts';
import { go, goToLink, talkTo } from './go.ts';
import { plainly } from './message-list.ts';
import { clockOf, dayOf, mrkdwn } from './mrkdwn.ts';
import { openPickList } from './pick-list.ts';
import { type MenuItem, openMenu } from './popup.ts';

const box = h('header', { class: 'place-head' });

export function channelHead(): HTMLElement {
  return box;
}

/** Above the messages: name and topic, bookmarks, pins, members. */
export function drawHead(): void {
  const channel = channelOf(app.place);
  keepingFocus(box, () =>
    fill(
      box,
      h(
        'button',
        {
          type: 'button',
          class: 'icon back',
          'aria-label': 'Back to the channels',
          data: { key: 'back' },
          onclick: () => document.body.classList.remove('in-place'),
        },
        '‹',
      ),
      app.place === 'home' ? h('div', { class: 'title' }, h('h2', {}, `◆ ${app.state.app.name}`), tabs()) : null,
      channel && channel === appTalk()
        ? h('div', { class: 'title' }, h('h2', {}, `◆ ${channel.name}`), tabs())
        : channel?.kind === 'im'
          ? person(channel)
          : null,
      channel && channel.kind !== 'im'
        ? [
            h(
              'div',
              { class: 'title' },
              h('h2', {}, `${channel.kind === 'private' ? '🔒' : '#'} ${channel.name}`),
              channel.topic ? h('p', { class: 'topic', title: channel.topic }, mrkdwn(channel.topic)) : null,
            ),
            h(
              'div',
              { class: 'marks' },
              channel.bookmarks.map((mark) => bookmark(mark.title, mark.link)),
              channel.pins.length
                ? h(
                    'button',
                    { type: 'button', data: { key: 'pins' }, onclick: () => void pins() },
                    `📌 ${channel.pins.length}`,
                    h('span', { class: 'hidden' }, ' pinned'),
                  )
                : null,
              members(),
            ),
          ]
        : null,
    ),
  );
}

/** Who the direct conversation is with, and what time it is where they are. */
function person({ other, name }: ShownChannel): Child {
  const user = userOf(other);
  const there = user ? `${clockOf(String(now() / 1000), user.zone)} local time` : '';
  return h(
    'div',
    { class: 'title' },
    h('h2', { class: 'person' }, avatar(other), ` ${name}`),
    h('p', { class: 'topic' }, [user?.title, there].filter(Boolean).join(' · ')),
  );
}

function tabs(): Child {
  const direct = appTalk();
  const tab = (label: string, place: string) =>
    h(
      'button',
      {
        type: 'button',
        class: app.place === place ? 'tab here' : 'tab',
        'aria-current': app.place === place ? 'page' : undefined,
        data: { key: `tab ${label}` },
        onclick: () => void go(place),
      },
      label,
    );
  return h('div', { class: 'tabs' }, tab('Home', 'home'), direct ? tab('Messages', direct.id) : null);
}

function bookmark(title: string, link: string): Child {
  const open = (event: Event) => {
    if (goToLink(link)) event.preventDefault();
  };
  return h(
    'a',
    {
      class: 'button',
      href: /^https?:/.test(link) ? link : '#',
      target: '_blank',
      rel: 'noopener noreferrer',
      onclick: open,
    },
    `🔖 ${title}`,
  );
}

function members(): Child {
  const channel = channelOf(app.place);
  if (!channel) return null;
  const button = h(
    'button',
    {
      type: 'button',
      'aria-haspopup': 'menu',
      data: { key: 'members' },
      onclick: () => openMenu(button, items(button), 'Members'),
    },
    channel.members.slice(0, 3).map(avatar),
    ` ${channel.members.length}`,
    h('span', { class: 'hidden' }, ' members'),
  );
  return button;
}

function items(anchor: HTMLElement): MenuItem[] {
  const channel = channelOf(app.place);
  if (!channel) return [];
  const people = channel.members.map((id) => ({
    label: nameOf(id),
    note: userOf(id)?.bot ? 'App' : (userOf(id)?.title ?? ''),
    run: () => void (userOf(id)?.bot ? go('home') : talkTo(id)),
  }));
  if (!channel.member) return people;
  const missing = app.state.users
    .filter((one) => !channel.members.includes(one.id))
    .map((one) => ({ label: one.name, note: one.bot ? 'App' : one.title, value: one.name }));
  const invite = () =>
    openPickList(
      anchor,
      'Add to the channel',
      missing,
      [],
      ([name]) => name && void act({ do: 'invite', channel: channel.id, users: [name] }),
    );
  return [
    ...people,
    'line',
    { label: 'Add people …', run: invite },
    { label: 'Leave channel', run: () => void act({ do: 'leave', channel: channel.id }) },
  ];
}

async function pins(): Promise<void> {
  const channel = channelOf(app.place);
  if (!channel) return;
  for (const ts of channel.pins) if (!app.loaded.get(channel.id)?.messages.has(ts)) await loadThread(channel.id, ts);
  const found = channel.pins
    .map((ts) => app.loaded.get(channel.id)?.messages.get(ts))
    .filter((one): one is ShownMessage => !!one);
  const rows = found.map((message) => {
    const open = (event: Event) => {
      (event.currentTarget as HTMLElement).closest('dialog')?.remove();
      void go(channel.id, { ts: message.ts });
    };
    const said = plainly(message.text);
    return h(
      'button',
      { type: 'button', class: 'pin-row', onclick: open },
      h('strong', {}, `${nameOf(message.user)} · ${dayOf(message.ts)} ${clockOf(message.ts)}`),
      h('span', {}, said.length > 160 ? `${said.slice(0, 160)} …` : said),
    );
  });
  show('Pinned', rows);
}
