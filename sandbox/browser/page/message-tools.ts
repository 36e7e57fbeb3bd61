import type { ShownMessage } from '../wire.ts';
import { act, app, drawAnew } from './app.ts';
import { ask } from './ask.ts';
import { type Child, h, toast } from './dom.ts';
import { emoji } from './emoji.ts';
import { openThread } from './go.ts';
import { inline, mrkdwn } from './mrkdwn.ts';
import { openPickList } from './pick-list.ts';
import { type MenuItem, openMenu } from './popup.ts';

/** What appears at the right of a message: react, reply, and the menu with the app's shortcuts. */
export function messageTools(
  message: ShownMessage,
  { channel, inThread }: { channel: string; inThread: boolean },
): Child {
  const { ts } = message;
  const react = (name: string) => void act({ do: 'react', channel, ts, name });
  const tool = (label: string, sign: string, run: (button: HTMLElement) => void, popup?: string) => {
    const button: HTMLElement = h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': label,
        title: label,
        'aria-haspopup': popup,
        data: { key: `${label} ${ts}` },
        onclick: () => run(button),
      },
      sign,
    );
    return button;
  };
  const faces = () => Object.entries(emoji).map(([name, sign]) => ({ label: sign, note: `:${name}:`, value: name }));
  return h(
    'div',
    { class: 'tools', role: 'toolbar', 'aria-label': 'Message actions' },
    tool('Mark as key event with a pushpin', '📌', () => react('pushpin')),
    tool(
      'Add reaction',
      '☺',
      (button) => openPickList(button, 'Reaction', faces(), [], ([name]) => name && react(name), { grid: true }),
      'listbox',
    ),
    inThread ? null : tool('Reply in thread', '💬', () => openThread(ts)),
    tool('More actions', '⋮', (button) => openMenu(button, items(message, channel, inThread), 'Message'), 'menu'),
  );
}

function items(message: ShownMessage, channel: string, inThread: boolean): MenuItem[] {
  const { ts } = message;
  const mine = message.user === app.state.me;
  const shortcuts = app.state.shortcuts.filter((one) => one.type === 'message');
  const link = `https://workspace.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return [
    ...shortcuts.map(({ name, description }) => ({
      label: name,
      note: `${app.state.app.name} · ${description}`,
      run: () => void act({ do: 'messageShortcut', name, channel, ts }),
    })),
    'line',
    message.pinnedBy
      ? { label: 'Un-pin from channel', run: () => void act({ do: 'unpin', channel, ts }) }
      : { label: 'Pin to channel', run: () => void act({ do: 'pin', channel, ts }) },
    {
      label: 'Copy link',
      run: () =>
        navigator.clipboard?.writeText(link).then(
          () => toast('Link copied.'),
          () => toast(link),
        ),
    },
    ...(mine
      ? ([
          'line',
          { label: 'Edit message', run: () => edit(message, channel, inThread) },
          { label: 'Delete message …', danger: true, run: () => void remove(message, channel) },
        ] as MenuItem[])
      : []),
  ];
}

async function remove(message: ShownMessage, channel: string): Promise<void> {
  const yes = await ask(
    'Delete message',
    ['Delete this message? This cannot be undone.', h('blockquote', {}, inline(message.text))],
    'Delete',
    'Cancel',
    true,
  );
  if (yes) void act({ do: 'remove', channel, ts: message.ts });
}

/** The message's own place becomes a field; Enter saves, Escape leaves it as it was. */
function edit(message: ShownMessage, channel: string, inThread: boolean): void {
  const at = `${inThread ? '.thread' : '.messages'} [data-ts="${CSS.escape(message.ts)}"]`;
  const row = document.querySelector(`${at} .content`);
  if (!row) return;
  const area = h('textarea', {
    'aria-label': 'Edit message',
    rows: '2',
    value: typed(message),
    data: { key: `edit ${message.ts}` },
  });
  const back = () => {
    area.remove();
    drawAnew(channel, message.ts);
    document.querySelector<HTMLElement>(at)?.focus({ preventScroll: true });
  };
  const save = async () => {
    if (area.value.trim()) await act({ do: 'edit', channel, ts: message.ts, text: area.value });
    if (row.isConnected) back();
  };
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') back();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  });
  row.replaceChildren(
    area,
    h(
      'div',
      { class: 'b-actions' },
      h('button', { type: 'button', onclick: back }, 'Cancel'),
      h('button', { type: 'button', class: 'primary', onclick: () => void save() }, 'Save'),
    ),
  );
  area.focus();
}

/** Back to what was typed: `<@U…>` → `@ana`. */
function typed(message: ShownMessage): string {
  const box = h('div', {}, mrkdwn(message.text.replace(/[*_~`]/g, '\u200b$&')));
  for (const line of box.querySelectorAll('br')) line.replaceWith('\n');
  return (box.textContent ?? '').replaceAll('\u200b', '');
}
