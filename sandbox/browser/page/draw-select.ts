import type { Block } from '../wire.ts';
import { app } from './app.ts';
import { type Child, h } from './dom.ts';
import { type Parts, send, textOf } from './element-parts.ts';
import { withEmoji } from './emoji.ts';
import { plainText } from './mrkdwn.ts';
import { type Choice, openPickList } from './pick-list.ts';
import { list } from './rich-text.ts';

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

/** A menu of one or many, of options, people or channels; it searches. */
export function drawSelect(parts: Parts): Child {
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
