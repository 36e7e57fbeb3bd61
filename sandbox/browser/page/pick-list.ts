import { fill, h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { closePopup, openPopup } from './popup.ts';

export type Choice = { label: string; note?: string; value: string; group?: string };

let count = 0;

/**
 * A list to choose from, with a field to search in: what is typed narrows it, arrows move, Enter chooses. With `many`
 * it stays open and gives all that is chosen each time.
 */
export function openPickList(
  anchor: HTMLElement,
  label: string,
  choices: readonly Choice[],
  chosen: readonly string[],
  pick: (values: string[]) => void,
  { many = false, grid = false }: { many?: boolean; grid?: boolean } = {},
): void {
  const id = `list-${++count}`;
  let selected = [...chosen];
  let at = Math.max(
    0,
    choices.findIndex((one) => one.value === chosen[0]),
  );
  let shown: readonly Choice[] = choices;
  const rows = h('div', {
    role: 'listbox',
    id,
    'aria-label': label,
    'aria-multiselectable': many,
    class: grid ? 'grid' : undefined,
  });
  const search = h('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': `${label}: search`,
    'aria-expanded': 'true',
    'aria-controls': id,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Search',
    oninput: () => {
      const words = search.value.toLowerCase();
      shown = choices.filter((one) => `${one.label} ${one.note ?? ''}`.toLowerCase().includes(words));
      at = 0;
      draw();
    },
    onkeydown: (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (step) {
        event.preventDefault();
        at = shown.length ? (at + step + shown.length * 8) % shown.length : 0;
        mark();
      } else if (event.key === 'Enter') {
        event.preventDefault();
        const choice = shown[at];
        if (choice) take(choice);
      } else if (event.key === 'Tab') closePopup();
    },
  });

  function take(choice: Choice): void {
    if (many) {
      selected = selected.includes(choice.value)
        ? selected.filter((one) => one !== choice.value)
        : [...selected, choice.value];
      pick(selected);
      draw();
      return;
    }
    closePopup();
    pick([choice.value]);
  }

  function draw(): void {
    let group: string | undefined;
    fill(
      rows,
      shown.map((choice, index) => {
        const title =
          choice.group && choice.group !== group
            ? h('div', { class: 'group', role: 'presentation' }, choice.group)
            : null;
        group = choice.group;
        const row = h(
          'div',
          {
            role: 'option',
            id: `${id}-${index}`,
            'aria-selected': String(selected.includes(choice.value)),
            'aria-label': grid ? choice.value : undefined,
            // The field keeps the focus.
            onpointerdown: (event: Event) => event.preventDefault(),
            onclick: () => take(choice),
          },
          h('span', {}, withEmoji(choice.label)),
          choice.note ? h('small', {}, withEmoji(choice.note)) : null,
        );
        return [title, row];
      }),
      shown.length ? null : h('div', { class: 'none', role: 'presentation' }, 'Nothing fits.'),
    );
    mark();
  }

  function mark(): void {
    for (const row of rows.querySelectorAll('.at')) row.classList.remove('at');
    const row = rows.querySelector(`#${id}-${at}`);
    row?.classList.add('at');
    row?.scrollIntoView({ block: 'nearest' });
    if (row) search.setAttribute('aria-activedescendant', row.id);
    else search.removeAttribute('aria-activedescendant');
  }

  draw();
  openPopup(anchor, h('div', { class: 'pick' }, search, rows));
  search.focus();
  mark();
}
