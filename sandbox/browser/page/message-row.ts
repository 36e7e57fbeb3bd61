import type { ShownMessage } from '../wire.ts';
import { act, app, fileAddress, loadText, nameOf, userOf } from './app.ts';
import { show } from './ask.ts';
import { avatar } from './avatar.ts';
import { type Child, h, put } from './dom.ts';
import { drawBlocks } from './draw-blocks.ts';
import type { Stand } from './element-parts.ts';
import { emojiNode } from './emoji.ts';
import { openThread } from './go.ts';
import { markdown } from './markdown.ts';
import { messageTools } from './message-tools.ts';
import { clockOf, dayOf, mrkdwn } from './mrkdwn.ts';

/** What was last chosen in a menu of a message; Slack keeps showing it until the message is drawn with another. */
const chosen = new Map<string, Stand['values']>();

export type RowLook = {
  channel: string;
  /** Under a message of the same person: without name and picture. */
  follows: boolean;
  inThread: boolean;
};

/** One message, with everything that hangs on it. */
export function messageRow(message: ShownMessage, look: RowLook): HTMLElement {
  const { ts } = message;
  if (/^(channel|group)_(join|leave|topic|purpose|name|archive)$/.test(message.subtype ?? '')) return eventRow(message);
  const user = userOf(message.user);
  const name = message.username ?? nameOf(message.user);
  const time = h(
    'a',
    {
      class: 'time',
      href: '#',
      title: `${dayOf(ts)} at ${clockOf(ts)}`,
      onclick: (event: Event) => event.preventDefault(),
      tabindex: '-1',
    },
    clockOf(ts),
  );
  const head = look.follows
    ? null
    : h(
        'div',
        { class: 'head' },
        h('strong', { class: 'name' }, name),
        user?.bot || message.username ? h('span', { class: 'app' }, 'APP') : null,
        user?.guest ? h('span', { class: 'app' }, 'GUEST') : null,
        time,
      );
  const row = h(
    'div',
    {
      class: [
        'message',
        look.follows && 'follows',
        message.ephemeral && 'ephemeral',
        message.pinnedBy && !look.inThread && 'pinned',
        message.subtype === 'tombstone' && 'tombstone',
      ]
        .filter(Boolean)
        .join(' '),
      role: 'listitem',
      tabindex: '-1',
      data: { ts },
      'aria-label': `${name}, ${clockOf(ts)}${message.ephemeral ? ', only visible to you' : ''}`,
    },
    message.ephemeral ? h('p', { class: 'note' }, '👁 Only visible to you') : null,
    message.pinnedBy && !look.inThread ? h('p', { class: 'note' }, `📌 Pinned by ${nameOf(message.pinnedBy)}`) : null,
    message.subtype === 'thread_broadcast' && !look.inThread ? h('p', { class: 'note' }, 'replied to a thread') : null,
    h('div', { class: 'side' }, look.follows ? time : avatar(message.user)),
    h(
      'div',
      { class: 'content' },
      head,
      body(message, look),
      (message.files ?? []).map(fileCard),
      reactions(message, look.channel),
      look.inThread ? null : replies(message),
      message.ephemeral ? hideLink(message, look.channel) : null,
    ),
  );
  if (!message.ephemeral && message.subtype !== 'tombstone') withTools(row, message, look);
  return row;
}

/** The tools of a message are made when somebody comes to it: in thousands of rows they would weigh more than the words. */
function withTools(row: HTMLElement, message: ShownMessage, look: RowLook): void {
  const add = () => {
    if (!row.querySelector('.tools')) put(row, messageTools(message, look));
  };
  row.addEventListener('pointerenter', add, { once: true });
  row.addEventListener('focusin', add, { once: true });
  // Drawn anew under who has just used one of them.
  const active = document.activeElement?.closest<HTMLElement>('[data-ts]');
  if (active?.dataset.ts === message.ts) add();
}

/** Comings and goings, topics: grey, without a picture of their own. */
function eventRow(message: ShownMessage): HTMLElement {
  const words = message.text.replace(/^<@\w+> /, '');
  return h(
    'div',
    { class: 'message event', role: 'listitem', tabindex: '-1', data: { ts: message.ts } },
    h('div', { class: 'side' }, avatar(message.user)),
    h(
      'div',
      { class: 'content' },
      h('strong', {}, nameOf(message.user)),
      ' ',
      mrkdwn(words),
      h('span', { class: 'time' }, ` ${clockOf(message.ts)}`),
    ),
  );
}

function body(message: ShownMessage, look: RowLook): Child {
  const edited = message.edited ? h('span', { class: 'edited' }, ' (edited)') : null;
  if (!message.blocks) return message.text ? h('div', { class: 'words' }, mrkdwn(message.text), edited) : edited;
  const place = { channel: look.channel, ts: message.ts };
  const values = chosen.get(`${look.channel} ${message.ts}`) ?? {};
  const stand: Stand = {
    place,
    values,
    errors: {},
    change(block, element, fields) {
      const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
      if (Object.keys(fields).length) {
        const known = { ...values, [blockId]: { ...values[blockId], [actionId]: fields } };
        chosen.set(`${look.channel} ${message.ts}`, known);
      }
      void act({ do: 'press', place, block: blockId, action: actionId, fields });
    },
  };
  const drawn = drawBlocks(message.blocks, stand);
  // A person's words take the mark at their end, as in Slack.
  const last = drawn.flat().at(-1);
  if (edited && last instanceof HTMLParagraphElement) last.append(edited);
  else if (edited && !userOf(message.user)?.bot) return h('div', { class: 'blocks' }, drawn, edited);
  return h('div', { class: 'blocks' }, drawn);
}

function fileCard(file: NonNullable<ShownMessage['files']>[number]): Child {
  const size = file.size > 1000 ? `${Math.round(file.size / 1000)} kB` : `${file.size} bytes`;
  const readable =
    (/^text\/(?!html)|json|csv|markdown/.test(file.mimetype) && !file.name.endsWith('.html')) ||
    /\.(md|json|csv|txt)$/.test(file.name);
  const open = async () => {
    const { name, text } = await loadText(file.id);
    const shown = name.endsWith('.md')
      ? h('div', { class: 'b-markdown document' }, markdown(text))
      : h('pre', {}, text);
    show(name, shown);
  };
  return h(
    'div',
    { class: 'file' },
    h('span', { class: 'kind', 'aria-hidden': 'true' }, '📄'),
    h(
      'div',
      {},
      h('strong', {}, file.name),
      h('small', {}, `${(file.name.split('.').at(-1) ?? '').toUpperCase()} · ${size}`),
    ),
    readable
      ? h(
          'button',
          {
            type: 'button',
            data: { key: `open ${file.id}` },
            'aria-label': `Open ${file.name}`,
            onclick: () => void open(),
          },
          'Open',
        )
      : null,
    h(
      'a',
      { class: 'button', href: fileAddress(file.id), download: file.name, 'aria-label': `Download ${file.name}` },
      '⤓',
    ),
  );
}

function reactions(message: ShownMessage, channel: string): Child {
  if (!message.reactions?.length) return null;
  const pills = message.reactions.map(({ name, users }) => {
    const mine = users.includes(app.state.me);
    return h(
      'button',
      {
        type: 'button',
        class: mine ? 'reaction mine' : 'reaction',
        'aria-pressed': String(mine),
        title: `${users.map(nameOf).join(', ')} reacted with :${name}:`,
        data: { key: `react ${message.ts} ${name}` },
        onclick: () => void act({ do: mine ? 'unreact' : 'react', channel, ts: message.ts, name }),
      },
      emojiNode(name),
      ` ${users.length}`,
      h('span', { class: 'hidden' }, ` by ${users.map(nameOf).join(', ')}`),
    );
  });
  return h('div', { class: 'reactions' }, pills);
}

function replies(message: ShownMessage): Child {
  if (!message.replies) return null;
  const { count, users, latest } = message.replies;
  return h(
    'button',
    { type: 'button', class: 'replies', data: { key: `thread ${message.ts}` }, onclick: () => openThread(message.ts) },
    users.map(avatar),
    h('strong', {}, `${count} ${count === 1 ? 'reply' : 'replies'}`),
    h(
      'small',
      {},
      `Last reply ${dayOf(latest).replace(/^(Today|Yesterday)$/, (day) => day.toLowerCase())} at ${clockOf(latest)}`,
    ),
  );
}

function hideLink(message: ShownMessage, channel: string): Child {
  const dismiss = () => void act({ do: 'hide', channel, ts: message.ts });
  return h(
    'p',
    { class: 'note' },
    'Only you can see this. ',
    h('button', { type: 'button', class: 'link', onclick: dismiss }, 'Dismiss message'),
  );
}
