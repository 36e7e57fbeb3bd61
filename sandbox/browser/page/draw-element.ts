import type { Block, Place } from '../wire.ts';
import { app } from './app.ts';
import { ask } from './ask.ts';
import { type Child, h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { mrkdwn, plainText } from './mrkdwn.ts';
import { type Choice, openPickList } from './pick-list.ts';
import { openMenu } from './popup.ts';
import { list } from './rich-text.ts';

/** Where elements stand, what is in them now, and what happens when somebody changes or presses one. */
export type Stand = {
  place: Place;
  values: Record<string, Record<string, Record<string, unknown>>>;
  errors: Record<string, string>;
  change(block: Block, element: Block, fields: Record<string, unknown>): void;
};

export const textOf = (object: unknown): string => String((object as Block | undefined)?.text ?? '');

/** A text object: formatted, or plain with emoji. */
export function drawText(object: unknown): Child {
  const { type, text } = (object ?? {}) as Block;
  return type === 'mrkdwn' ? mrkdwn(String(text ?? '')) : withEmoji(String(text ?? ''));
}

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

export type Named = { label?: string; describedBy?: string; invalid?: boolean; required?: boolean };
type Parts = {
  element: Block;
  block: Block;
  stand: Stand;
  named: Named;
  key: string;
  current: Record<string, unknown> | undefined;
};

/** Sends it, after the question that the app wants asked. */
async function send({ element, block, stand }: Parts, fields: Record<string, unknown>): Promise<void> {
  const question = element.confirm as Block | undefined;
  if (question) {
    const { title, text, confirm, deny, style } = question;
    const yes = await ask(
      textOf(title),
      drawText(text),
      textOf(confirm) || 'Yes',
      textOf(deny) || 'No',
      style === 'danger',
    );
    if (!yes) return;
  }
  stand.change(block, element, fields);
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

/** Choices of a menu with the value that is sent for each. */
function offered(element: Block): { choices: Choice[]; sent(value: string): unknown; field: string } {
  const type = String(element.type).replace('multi_', '');
  const many = String(element.type).startsWith('multi_') ? 's' : '';
  if (type === 'users_select') {
    const people = app.state.users.map((user) => ({
      label: user.name,
      note: [user.realName, user.title].filter((one) => one && one !== user.name).join(' · '),
      value: user.id,
    }));
    return { choices: people, sent: (id) => id, field: `selected_user${many}` };
  }
  if (type === 'channels_select' || type === 'conversations_select') {
    const channels = app.state.channels
      .filter((one) => one.kind !== 'im')
      .map((one) => ({ label: `#${one.name}`, value: one.id }));
    return { choices: channels, sent: (id) => id, field: `selected_${type.split('_')[0]?.slice(0, -1)}${many}` };
  }
  const groups = list(element.option_groups);
  const options = groups.length
    ? groups.flatMap((group) => list(group.options).map((option) => ({ option, group: textOf(group.label) })))
    : list(element.options).map((option) => ({ option, group: '' }));
  const choices = options.map(({ option, group }) => ({
    label: plainText(textOf(option.text)),
    note: plainText(textOf(option.description)),
    value: String(option.value),
    ...(group ? { group } : {}),
  }));
  const sent = (value: string) => options.find(({ option }) => option.value === value)?.option;
  return { choices, sent, field: `selected_option${many}` };
}

function drawSelect(parts: Parts): Child {
  const { element, named, key, current } = parts;
  const { choices, sent, field } = offered(element);
  const many = field.endsWith('s');
  const now = current?.[field] ?? element[field.replace('selected_', 'initial_')];
  const chosen = (Array.isArray(now) ? now : now ? [now] : []).map((one) =>
    typeof one === 'string' ? one : String(one.value),
  );
  const words = chosen.map((value) => choices.find((one) => one.value === value)?.label ?? value).join(', ');
  const placeholder = textOf(element.placeholder) || 'Choose an option';
  const label = named.label ?? placeholder;
  const button = h(
    'button',
    {
      type: 'button',
      class: words ? 'select' : 'select unset',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': label === placeholder && !words ? label : `${label}: ${words || placeholder}`,
      'aria-describedby': named.describedBy,
      data: { key },
      onclick: () =>
        openPickList(
          button,
          label,
          choices,
          chosen,
          (values) => {
            const all = values.map(sent);
            void send(parts, { [field]: many ? all : all[0] });
          },
          { many },
        ),
    },
    h('span', {}, withEmoji(words || placeholder)),
  );
  // Slack lets one take back what was chosen where nothing need be.
  if (many || !chosen.length || parts.block.optional !== true) return button;
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'icon',
      'aria-label': `Clear ${label}`,
      onclick: () => void send(parts, { [field]: null }),
    },
    '✕',
  );
  return h('span', { class: 'clearable' }, button, clear);
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

/** The field shows and takes the time of this machine's zone, as the browser's own picker does. */
function localMoment(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
const momentOf = (typed: string): number => new Date(typed).getTime();
