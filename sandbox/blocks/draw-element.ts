import { drawRichText } from './draw-rich-text.ts';
import { asList, asObject, asObjects, asText, type Json, wordsOf } from './json.ts';
import { readMrkdwn, type Viewer } from './mrkdwn.ts';
import { offeredOptions } from './offered-options.ts';
import { stateField } from './view-state.ts';

/** What Slack writes into a field that has no placeholder of its own. */
const SILENT: { [type: string]: string } = {
  datepicker: 'Select a date',
  timepicker: 'Select a time',
  datetimepicker: 'Select a date and time',
  file_input: 'Add files',
  plain_text_input: '',
  email_text_input: '',
  url_text_input: '',
  number_input: '',
  rich_text_input: '',
};

/**
 * One element in brackets: `[Take lead]`, `[Choose… ▾]`, `[typed text]`, `[⋯]`, `[x] this [ ] that`.
 * `entry` is its place in the state. With `menus` the options of a menu are listed too.
 */
export function drawElement(element: Json, entry: Json, viewer: Viewer, { menus = false } = {}): string {
  const type = asText(element.type);
  const offers = offeredOptions(element).map((option) => readOption(option, viewer));
  if (type === 'button') return `[${wordsOf(element.text)}]`;
  if (type === 'overflow') return menus ? `[⋯ ${offers.join(' | ')}]` : '[⋯]';
  if (type === 'checkboxes') return drawMarks(element, asObjects(entry.selected_options), '[x]', '[ ]', viewer);
  if (type === 'radio_buttons') return drawMarks(element, [asObject(entry.selected_option)], '(•)', '( )', viewer);
  const shown = chosenWords(entry[stateField(type) ?? ''], type, viewer) || placeholderOf(element, type);
  if (!type.endsWith('_select')) return `[${shown}]`;
  return menus && offers.length > 0 ? `[${shown} ▾ ${offers.join(' | ')}]` : `[${shown} ▾]`;
}

function placeholderOf(element: Json, type: string): string {
  return wordsOf(element.placeholder) || (SILENT[type] ?? 'Choose an option');
}

function drawMarks(element: Json, chosen: Json[], on: string, off: string, viewer: Viewer): string {
  return offeredOptions(element)
    .map((option) => {
      const marked = chosen.some(({ value }) => value === option.value);
      return `${marked ? on : off} ${readOption(option, viewer)}`;
    })
    .join('  ');
}

function readOption(option: Json, viewer: Viewer): string {
  const words = wordsOf(option.text);
  return asObject(option.text).type === 'mrkdwn' ? readMrkdwn(words, viewer) : words;
}

/** What the state holds, in words: names for ids, the reader's own zone for an instant. Empty when nothing is chosen. */
function chosenWords(value: unknown, type: string, viewer: Viewer): string {
  if (Array.isArray(value))
    return asList(value)
      .map((each) => chosenWords(each, type, viewer))
      .join(', ');
  if (typeof value === 'number') return readMrkdwn(`<!date^${value}^{date_num} {time}|${value}>`, viewer);
  if (typeof value !== 'string') return chosenThing(asObject(value), viewer);
  if (type.endsWith('users_select')) return `@${viewer.userName(value)}`;
  if (type.endsWith('channels_select')) return `#${viewer.channelName(value)}`;
  if (type.endsWith('conversations_select')) {
    return /^[UW]/.test(value) ? `@${viewer.userName(value)}` : `#${viewer.channelName(value)}`;
  }
  return value;
}

/** An option, a rich text, or a file. */
function chosenThing(value: Json, viewer: Viewer): string {
  if (value.type === 'rich_text') return drawRichText(value.elements, viewer);
  return value.text ? readOption(value, viewer) : asText(value.name) || asText(value.id);
}
