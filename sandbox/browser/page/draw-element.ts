import { readDateToken } from '../../blocks/date-token.ts';
import type { Block } from '../wire.ts';
import { me, now } from './app.ts';
import { type Child, h } from './dom.ts';
import { drawSelect } from './draw-select.ts';
import { drawText, type Named, type Parts, type Stand, send, textOf } from './element-parts.ts';
import { withEmoji } from './emoji.ts';
import { plainText } from './mrkdwn.ts';
import { openMenu } from './popup.ts';
import { list } from './rich-text.ts';

/** A button, a menu or a field. `described`: ids of what a field's hint and error say. */
export function drawElement(element: Block, block: Block, stand: Stand, named: Named = {}): Child {
  const key = `${block.block_id}/${element.action_id}`;
  const current = stand.values[String(block.block_id)]?.[String(element.action_id)];
  const type = String(element.type);
  const parts: Parts = { element, block, stand, named, key, current };
  if (type === 'button') return drawButton(parts);
  if (type === 'overflow') return drawOverflow(parts);
  if (type === 'image') return h('span', { class: 'picture', role: 'img', 'aria-label': element.alt_text }, '🖼');
  if (type.endsWith('_select')) return drawSelect(parts);
  if (type === 'checkboxes' || type === 'radio_buttons') return drawMarks(parts);
  return drawField(parts);
}

function drawButton(parts: Parts): Child {
  const { element, key } = parts;
  const look = element.style === 'primary' ? 'primary' : element.style === 'danger' ? 'danger' : undefined;
  const button = h(
    'button',
    {
      type: 'button',
      class: look,
      data: { key },
      'aria-label': element.accessibility_label,
      onclick: () => {
        if (typeof element.url === 'string' && /^https?:/.test(element.url))
          window.open(element.url, '_blank', 'noopener');
        void send(parts, {});
      },
    },
    withEmoji(textOf(element.text)),
  );
  return button;
}

function drawOverflow(parts: Parts): Child {
  const options = list(parts.element.options);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'overflow',
      'aria-haspopup': 'menu',
      'aria-label': 'More actions',
      data: { key: parts.key },
      onclick: () =>
        openMenu(
          button,
          options.map((option) => ({
            label: plainText(textOf(option.text)),
            run: () => void send(parts, { selected_option: option }),
          })),
          'More actions',
        ),
    },
    '⋯',
  );
  return button;
}

function drawMarks(parts: Parts): Child {
  const { element, named, key, current } = parts;
  const many = element.type === 'checkboxes';
  const field = many ? 'selected_options' : 'selected_option';
  const chosen = () => [current?.[field] ?? element[field.replace('selected', 'initial')] ?? []].flat() as Block[];
  const boxes = list(element.options).map((option, index) => {
    const box = h('input', {
      type: many ? 'checkbox' : 'radio',
      name: key,
      checked: chosen().some((one) => one.value === option.value),
      data: { key: `${key}/${index}` },
      onchange: () => {
        const others = chosen().filter((one) => one.value !== option.value);
        void send(parts, { [field]: many ? (box.checked ? [...others, option] : others) : option });
      },
    });
    return h(
      'label',
      { class: 'mark' },
      box,
      h('span', {}, drawText(option.text), option.description ? h('small', {}, drawText(option.description)) : null),
    );
  });
  return h(
    'div',
    { role: many ? 'group' : 'radiogroup', 'aria-label': named.label, 'aria-describedby': named.describedBy },
    boxes,
  );
}

const fieldTypes: Record<string, [input: string, field: string]> = {
  plain_text_input: ['text', 'value'],
  email_text_input: ['email', 'value'],
  url_text_input: ['url', 'value'],
  number_input: ['number', 'value'],
  datepicker: ['date', 'selected_date'],
  timepicker: ['time', 'selected_time'],
  datetimepicker: ['datetime-local', 'selected_date_time'],
};

/** Text, numbers, dates and times. What is typed goes to the workspace as it is typed, so that a new drawing keeps it. */
function drawField(parts: Parts): Child {
  const { element, named, key, current } = parts;
  const [type, field] = fieldTypes[String(element.type)] ?? ['text', 'value'];
  const initial = element[field === 'value' ? 'initial_value' : field.replace('selected_', 'initial_')];
  const value = current ? current[field] : initial;
  const moment = type === 'datetime-local';
  const shown = moment && typeof value === 'number' ? localMoment(value) : (value ?? '');
  const common = {
    value: shown,
    placeholder: textOf(element.placeholder) || undefined,
    'aria-label': named.label,
    'aria-describedby': named.describedBy,
    'aria-invalid': named.invalid ? 'true' : undefined,
    'aria-required': named.required ? 'true' : undefined,
    data: { key },
    autocomplete: 'off',
  };
  const change = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).value;
    void send(parts, { [field]: typed === '' ? null : moment ? Math.floor(momentOf(typed) / 1000) : typed });
  };
  if (element.multiline === true) return h('textarea', { ...common, rows: '3', oninput: change });
  const input = h('input', { ...common, type, ...(type === 'text' ? { oninput: change } : { onchange: change }) });
  return input;
}

/** The field shows and takes the time of the person's own zone, as their messages do. */
function localMoment(seconds: number): string {
  const viewer = { zone: me().zone, now: now() };
  return `${readDateToken(seconds, '{date_num}', viewer)}T${readDateToken(seconds, '{time}', viewer)}`;
}

/** Back to milliseconds: guessed as if in UTC, then moved by what the zone is off at that time, twice for a changing clock. */
function momentOf(typed: string): number {
  const wall = Date.parse(`${typed}Z`);
  const shift = (at: number) => Date.parse(`${localMoment(Math.floor(at / 1000))}Z`) - at;
  const near = wall - shift(wall);
  return wall - shift(near);
}
