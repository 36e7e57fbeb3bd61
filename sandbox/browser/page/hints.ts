import { app } from './app.ts';
import { fill, h } from './dom.ts';
import { emoji, withEmoji } from './emoji.ts';

type Hint = { label: string; note: string; insert: string };

/** What fits what is being typed: commands at the start, people behind `@`, channels behind `#`, emoji behind `:`. */
function fitting(before: string): { hints: Hint[]; from: number } {
  const { commands, shortcuts, users, channels, groups } = app.state;
  const word = /(?:^|\s)([@#:])([\p{L}\p{N}_.+-]*)$/u.exec(before);
  const from = word ? before.length - (word[2]?.length ?? 0) - 1 : 0;
  const typed = (word?.[2] ?? '').toLowerCase();
  const begins = (name: string) => name.toLowerCase().startsWith(typed);
  if (/^\/\S*$/.test(before)) {
    const known = commands.filter((one) => one.command.startsWith(before));
    const global = shortcuts.filter((one) => one.type === 'global' && before === '/');
    return {
      from: 0,
      hints: [
        ...known.map((one) => ({
          label: `${one.command}  ${one.usage}`,
          note: one.description,
          insert: `${one.command} `,
        })),
        ...global.map((one) => ({
          label: one.name,
          note: `${app.state.app.name} · shortcut`,
          insert: `shortcut:${one.name}`,
        })),
      ],
    };
  }
  // What stands behind the command is the app's own; its usage stays in sight until something is typed.
  const command = commands.find((one) => before.startsWith(`${one.command} `));
  if (command && before.length === command.command.length + 1)
    return {
      from: before.length,
      hints: [{ label: `${command.command}  ${command.usage}`, note: command.description, insert: '' }],
    };
  if (word?.[1] === '@') {
    const people = users
      .filter((one) => begins(one.name) || begins(one.realName))
      .map((one) => ({
        label: `@${one.name}`,
        note: [one.realName === one.name ? '' : one.realName, one.title].filter(Boolean).join(' · '),
        insert: `@${one.name} `,
      }));
    const more = [...groups.map((one) => one.handle), 'here', 'channel']
      .filter(begins)
      .map((one) => ({ label: `@${one}`, note: '', insert: `@${one} ` }));
    return { from, hints: [...people, ...more].slice(0, 8) };
  }
  if (word?.[1] === '#')
    return {
      from,
      hints: channels
        .filter((one) => one.kind !== 'im' && begins(one.name))
        .slice(0, 8)
        .map((one) => ({ label: `#${one.name}`, note: '', insert: `#${one.name} ` })),
    };
  if (word?.[1] === ':' && typed.length > 1)
    return {
      from,
      hints: Object.keys(emoji)
        .filter(begins)
        .slice(0, 8)
        .map((one) => ({ label: `:${one}:`, note: one, insert: `:${one}: ` })),
    };
  return { from: 0, hints: [] };
}

let count = 0;

/** Offers what fits above the field; arrows move, Enter or Tab takes one, Escape sends the list away. */
export function withHints(area: HTMLTextAreaElement) {
  const id = `hints-${++count}`;
  const box = h('div', { class: 'hints', role: 'listbox', id, 'aria-label': 'Suggestions', hidden: true });
  let shown: Hint[] = [];
  let from = 0;
  let at = 0;
  area.setAttribute('aria-controls', id);
  area.setAttribute('aria-autocomplete', 'list');

  function draw(): void {
    box.hidden = shown.length === 0;
    fill(
      box,
      shown.map((hint, index) =>
        h(
          'div',
          {
            role: 'option',
            id: `${id}-${index}`,
            class: index === at ? 'at' : undefined,
            'aria-selected': String(index === at),
            onpointerdown: (event: Event) => {
              event.preventDefault();
              take(hint);
            },
          },
          h('span', {}, withEmoji(hint.label)),
          h('small', {}, hint.note),
        ),
      ),
    );
    if (shown.length) area.setAttribute('aria-activedescendant', `${id}-${at}`);
    else area.removeAttribute('aria-activedescendant');
  }
  function look(): void {
    const found = fitting(area.value.slice(0, area.selectionStart));
    shown = found.hints;
    from = found.from;
    at = 0;
    draw();
  }
  function take(hint: Hint): void {
    shown = [];
    if (hint.insert.startsWith('shortcut:')) {
      area.value = '';
      area.dispatchEvent(new CustomEvent('shortcut', { bubbles: true, detail: hint.insert.slice('shortcut:'.length) }));
      draw();
      return;
    }
    area.setRangeText(hint.insert, from, area.selectionStart, 'end');
    area.dispatchEvent(new Event('input'));
    area.focus();
  }
  area.addEventListener('input', look);
  area.addEventListener('blur', () => {
    shown = [];
    draw();
  });
  return {
    box,
    /** What was typed is sent: nothing is to be offered for it. */
    clear(): void {
      shown = [];
      draw();
    },
    /** Puts the sign there and shows what goes with it. */
    begin(sign: string): void {
      area.focus();
      if (sign === '/') area.value = '/';
      else
        area.setRangeText(
          /\S$/.test(area.value.slice(0, area.selectionStart)) ? ` ${sign}` : sign,
          area.selectionStart,
          area.selectionEnd,
          'end',
        );
      area.dispatchEvent(new Event('input'));
    },
    /** True when the key was for the list. */
    takes(event: KeyboardEvent): boolean {
      const hint = shown[at];
      if (!hint?.insert) return false;
      // Typed to its end: Enter sends it.
      if (event.key === 'Enter' && area.value.slice(from, area.selectionStart) === hint.insert.trim()) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) at = (at + step + shown.length) % shown.length;
      else if (event.key === 'Escape') shown = [];
      else if (event.key === 'Enter' || event.key === 'Tab') take(hint);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      draw();
      return true;
    },
  };
}
