import { act, app } from './app.ts';
import { fill, h, keepingFocus } from './dom.ts';
import { drawBlocks } from './draw-blocks.ts';

const box = h('div', { class: 'home', tabindex: '0', role: 'region', 'aria-label': 'Home of the app' });

/** The app's own page for one person. */
export function homeTab(): HTMLElement {
  return box;
}

export function drawHome(): void {
  const { home } = app.state;
  if (!home) {
    fill(box, h('p', { class: 'start' }, 'The app is drawing its Home …'));
    return;
  }
  const place = { view: home.id };
  keepingFocus(box, () =>
    fill(
      box,
      h(
        'div',
        { class: 'page' },
        drawBlocks(home.blocks, {
          place,
          values: home.values,
          errors: {},
          change: (block, element, fields) =>
            void act({ do: 'press', place, block: String(block.block_id), action: String(element.action_id), fields }),
        }),
      ),
    ),
  );
}
