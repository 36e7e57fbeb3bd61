import type { ShownView } from '../wire.ts';
import { act, app } from './app.ts';
import { announce, fill, h, keepingFocus } from './dom.ts';
import { drawBlocks } from './draw-blocks.ts';
import type { Stand } from './element-parts.ts';
import { isPopupOpen } from './popup.ts';

const dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' });
let shown: ShownView | null = null;
let busy = false;
/** Keystrokes on their way to the workspace: a form is sent only after them. */
let typing: Promise<unknown> = Promise.resolve();
let waiting: { timer: number; run(): void } | null = null;
/** What was typed into the form that is shown: keys may still be on their way when the app draws it anew. */
const typedHere = new Map<string, Record<string, unknown>>();

/** The form on top of the app's stack. What is typed is kept by the workspace, as its own client would. */
export function modals(): HTMLElement {
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (shown && !isPopupOpen()) void act({ do: 'close', view: shown.id, all: true });
  });
  return dialog;
}

export function drawModal(): void {
  const view = app.state.views.at(-1) ?? null;
  const before = shown;
  shown = view;
  if (!view) {
    busy = false;
    if (dialog.open) dialog.close();
    return;
  }
  if (before?.id !== view.id || before.hash !== view.hash) busy = false;
  if (before?.id !== view.id) typedHere.clear();
  for (const [key, fields] of typedHere) {
    const [blockId = '', actionId = ''] = key.split('/');
    const entries = view.values[blockId];
    if (entries?.[actionId]) entries[actionId] = fields;
  }
  draw(view);
  if (!dialog.open) dialog.showModal();
  if (before?.id !== view.id) first()?.focus();
  const errors = Object.values(view.errors);
  if (errors.length) {
    busy = false;
    draw(view);
    announce(errors.join(' '));
    dialog.querySelector<HTMLElement>('.refused [data-key]')?.focus();
  }
}

const first = (): HTMLElement | null =>
  dialog.querySelector('.body input, .body textarea, .body .select, footer .primary, footer button');

function draw(view: ShownView): void {
  const body = dialog.querySelector('.body');
  const top = body?.scrollTop ?? 0;
  const close = (all: boolean) => void act({ do: 'close', view: view.id, all });
  keepingFocus(dialog, () =>
    fill(
      dialog,
      h(
        'form',
        {
          onsubmit: (event: Event) => {
            event.preventDefault();
            void submit(view);
          },
          novalidate: true,
        },
        h(
          'header',
          {},
          h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, '◆'),
          h('h2', { id: 'modal-title' }, view.title),
          h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: () => close(true) }, '✕'),
        ),
        h(
          'div',
          { class: 'body', tabindex: '0', role: 'region', 'aria-labelledby': 'modal-title' },
          drawBlocks(view.blocks, standOf(view)),
        ),
        h('p', { class: 'banner', role: 'alert', hidden: true }),
        h(
          'footer',
          {},
          h('button', { type: 'button', onclick: () => close(false) }, view.close),
          view.submit
            ? h('button', { type: 'submit', class: 'primary', disabled: busy }, busy ? 'Sending …' : view.submit)
            : null,
        ),
      ),
    ),
  );
  const again = dialog.querySelector('.body');
  if (again) again.scrollTop = top;
}

function standOf(view: ShownView): Stand {
  return {
    place: { view: view.id },
    values: view.values,
    errors: view.errors,
    change(block, element, fields) {
      const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
      if (element.type === 'button' || element.type === 'overflow') {
        flush();
        void typing.then(() =>
          act({ do: 'press', place: { view: view.id }, block: blockId, action: actionId, fields }),
        );
        return;
      }
      view.values[blockId] = { ...view.values[blockId], [actionId]: { type: element.type, ...fields } };
      const typed = String(element.type).endsWith('_input');
      if (typed) typedHere.set(`${blockId}/${actionId}`, { type: element.type, ...fields });
      if (!typed) draw(view);
      flush(`${blockId}/${actionId}`);
      const run = () => {
        typing = typing.then(() => act({ do: 'set', view: view.id, block: blockId, action: actionId, fields }));
      };
      if (!typed) return run();
      waiting = { timer: window.setTimeout(flush, 250), run };
      lastKey = `${blockId}/${actionId}`;
    },
  };
}

let lastKey = '';

/** Sends what was typed; what was typed further in the same field takes its place. */
function flush(sameField = ''): void {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  if (sameField !== lastKey) waiting.run();
  waiting = null;
}

async function submit(view: ShownView): Promise<void> {
  if (busy) return;
  busy = true;
  draw(view);
  flush();
  await typing;
  const result = await act({ do: 'submit', view: view.id });
  busy = false;
  if (shown?.id !== view.id) return;
  const current = app.state.views.at(-1);
  if (current) draw(current);
  const banner = dialog.querySelector<HTMLElement>('.banner');
  if (!banner || (result.submitted !== 'trouble' && !result.error)) return;
  banner.textContent = 'We had some trouble connecting. Try again?';
  banner.hidden = false;
}
