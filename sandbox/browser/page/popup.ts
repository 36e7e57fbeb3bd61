import { h } from './dom.ts';

let open: { box: HTMLElement; anchor: HTMLElement; done(): void } | null = null;

/** Something small that opens beside what was pressed. Escape, or a press elsewhere, closes it; the focus goes back. */
export function openPopup(
  anchor: HTMLElement,
  box: HTMLElement,
  { above = false }: { above?: boolean } = {},
): () => void {
  closePopup();
  box.classList.add('popup');
  // In a form the rest of the page is out of reach, so that it opens inside.
  (anchor.closest('dialog') ?? document.body).append(box);
  place(anchor, box, above);
  anchor.setAttribute('aria-expanded', 'true');
  const outside = (event: Event) => {
    if (event.target instanceof Node && !box.contains(event.target) && !anchor.contains(event.target))
      closePopup(false);
  };
  const away = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    closePopup();
  };
  document.addEventListener('pointerdown', outside, true);
  document.addEventListener('keydown', away, true);
  open = {
    box,
    anchor,
    done() {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('keydown', away, true);
      anchor.setAttribute('aria-expanded', 'false');
      box.remove();
    },
  };
  return closePopup;
}

export function closePopup(refocus = true): void {
  const was = open;
  open = null;
  was?.done();
  if (!was || !refocus) return;
  // What opened it may have been drawn anew meanwhile.
  const { key } = was.anchor.dataset;
  const again = was.anchor.isConnected
    ? was.anchor
    : [...document.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset.key === key);
  again?.focus({ preventScroll: true });
}

export const isPopupOpen = (): boolean => open !== null;

function place(anchor: HTMLElement, box: HTMLElement, above: boolean): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const below = at.bottom + 4 + height < innerHeight;
  const top =
    (above || !below) && at.top - height - 4 > 0
      ? at.top - height - 4
      : Math.min(at.bottom + 4, innerHeight - height - 8);
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, top)}px`;
}

export type MenuItem = { label: string; note?: string; danger?: boolean; run(): void } | 'line';

/** A menu of things to do: arrows move, Enter does it. */
export function openMenu(anchor: HTMLElement, items: readonly MenuItem[], label: string): void {
  const box = h('div', { role: 'menu', 'aria-label': label, class: 'menu' });
  for (const item of items) {
    if (item === 'line') {
      box.append(h('div', { role: 'separator', class: 'line' }));
      continue;
    }
    const run = () => {
      closePopup();
      item.run();
    };
    const look = item.danger ? 'danger' : undefined;
    const note = item.note ? h('small', {}, item.note) : null;
    box.append(
      h(
        'button',
        { type: 'button', role: 'menuitem', tabindex: '-1', class: look, onclick: run },
        h('span', {}, item.label),
        note,
      ),
    );
  }
  const entries = () => [...box.querySelectorAll<HTMLElement>('[role=menuitem]')];
  box.addEventListener('keydown', (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') closePopup();
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  });
  openPopup(anchor, box);
  entries()[0]?.focus();
}
