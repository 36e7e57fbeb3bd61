import type { GivenFile } from '../wire.ts';
import { act, app, appTalk, channelOf } from './app.ts';
import { fill, h, toast } from './dom.ts';
import { draft } from './draft.ts';
import { openThread } from './go.ts';
import { withHints } from './hints.ts';

/** Where one writes: Enter sends, Shift and Enter begin a new line; `/` gives commands, `@` people, `#` channels. */
export function composer(place: { channel: string; thread: string | null }): HTMLElement {
  const channel = channelOf(place.channel);
  const key = `${place.channel} ${place.thread ?? ''}`;
  if (!channel) return h('div');
  if (channel === appTalk())
    return h('p', { class: 'closed' }, `${app.state.app.name} takes no messages here; its forms and buttons do.`);
  if (channel.archived)
    return closed('This channel has been archived. ', 'Unarchive', () => act({ do: 'unarchive', channel: channel.id }));
  if (!channel.member)
    return closed(`You are looking at #${channel.name}. `, 'Join channel', () =>
      act({ do: 'join', channel: channel.id }),
    );

  const files: GivenFile[] = [];
  const name = channel.kind === 'im' ? channel.name : `#${channel.name}`;
  const to = place.thread ? 'Reply …' : `Message ${name}`;
  const area = h('textarea', {
    id: place.thread ? 'reply' : 'composer',
    rows: '1',
    'aria-label': place.thread ? 'Reply in thread' : `Message to ${name}`,
    placeholder: to,
    value: draft(key),
  });
  const attached = h('div', { class: 'attached' });
  const chooser = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => void take(chooser.files) });
  const also = place.thread ? h('input', { type: 'checkbox' }) : null;

  async function take(given: FileList | null): Promise<void> {
    for (const file of given ?? [])
      files.push({ name: file.name, type: file.type || 'text/plain', content: await base64(file) });
    drawFiles();
  }
  function drawFiles(): void {
    fill(
      attached,
      files.map((file) =>
        h(
          'span',
          { class: 'chip' },
          `📄 ${file.name} `,
          h(
            'button',
            {
              type: 'button',
              class: 'icon',
              'aria-label': `Take ${file.name} out`,
              onclick: () => {
                files.splice(files.indexOf(file), 1);
                drawFiles();
              },
            },
            '✕',
          ),
        ),
      ),
    );
  }

  async function send(): Promise<void> {
    const text = area.value.trim();
    if (!text && !files.length) return;
    area.value = '';
    draft(key, '');
    hints.clear();
    grow();
    const isCommand = text.startsWith('/');
    if (isCommand && place.thread) {
      // Slack's own words for it.
      toast(`${text.split(' ')[0]} is not supported in threads. Sorry!`);
      area.value = text;
      draft(key, text);
      return;
    }
    const { channel: where, thread } = place;
    const result = isCommand
      ? await act({ do: 'command', channel: where, text })
      : await act({
          do: 'say',
          channel: where,
          text,
          files: files.splice(0),
          ...(thread ? { thread, broadcast: also?.checked === true } : {}),
        });
    drawFiles();
    if (result.error && !area.value) {
      area.value = text;
      draft(key, text);
    }
  }

  const grow = () => {
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  };
  area.addEventListener('input', () => {
    draft(key, area.value);
    grow();
  });
  const hints = withHints(area);
  area.addEventListener('keydown', (event) => {
    if (hints.takes(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === 'Escape' && place.thread) openThread(null);
  });
  const box = h(
    'form',
    {
      class: 'composer',
      onsubmit: (event: Event) => {
        event.preventDefault();
        void send();
      },
    },
    hints.box,
    h(
      'div',
      { class: 'field' },
      attached,
      area,
      h(
        'div',
        { class: 'bar' },
        h(
          'button',
          {
            type: 'button',
            class: 'icon',
            'aria-label': 'Attach a file',
            title: 'Attach a file',
            onclick: () => chooser.click(),
          },
          '＋',
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'icon',
            'aria-label': 'Mention somebody',
            title: 'Mention somebody',
            onclick: () => hints.begin('@'),
          },
          '@',
        ),
        place.thread
          ? null
          : h(
              'button',
              {
                type: 'button',
                class: 'icon',
                'aria-label': 'Type a command',
                title: 'Type a command',
                onclick: () => hints.begin('/'),
              },
              '/',
            ),
        also ? h('label', { class: 'also' }, also, `Also send to ${name}`) : null,
        h('span', { class: 'space' }),
        h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, '➤'),
      ),
    ),
    chooser,
  );
  requestAnimationFrame(grow);
  return box;
}

function closed(words: string, label: string, run: () => unknown): HTMLElement {
  return h('p', { class: 'closed' }, words, h('button', { type: 'button', class: 'primary', onclick: run }, label));
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
