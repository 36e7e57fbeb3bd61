import { elementsOf } from './find-element.ts';
import { asObject, type Json } from './json.ts';

/** What Slack sends as `state`: block_id → action_id → `{ type, value | selected_… }`. */
export type ViewState = { values: { [blockId: string]: { [actionId: string]: Json } } };

/** Element type → the field of its state, the field with its first value, and what is sent when nothing is chosen. */
const stateful: { [type: string]: [field: string, initial: string, empty: null | []] } = {
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  checkboxes: ['selected_options', 'initial_options', []],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  file_input: ['files', 'initial_files', []],
};

/**
 * The state of a view that nobody has touched; of a message too. Ids must be complete (see `completeBlocks`): an
 * element without them has no place in the state.
 */
export function emptyState(view: unknown): ViewState {
  const values: ViewState['values'] = {};
  for (const { blockId, actionId, element } of elementsOf(asObject(view).blocks)) {
    const entry = untouched(element);
    if (!entry || blockId === '' || actionId === '') continue;
    values[blockId] = { ...values[blockId], [actionId]: entry };
  }
  return { values };
}

/** An element's state before anybody touched it; undefined for buttons, overflow menus and images, which have none. */
export function untouched(element: Json): Json | undefined {
  const type = String(element.type);
  const place = Object.hasOwn(stateful, type) ? stateful[type] : undefined;
  if (!place) return undefined;
  const [field, initial, empty] = place;
  const first = element[initial];
  // An empty text field is sent as null, also when it was drawn with an empty text.
  const value = first === undefined || first === '' ? empty : first;
  return { type, [field]: Array.isArray(value) ? [...value] : value };
}

/** The field of an entry that holds its value, such as `selected_option`; undefined for what has no state. */
export function stateField(type: string): string | undefined {
  return Object.hasOwn(stateful, type) ? stateful[type]?.[0] : undefined;
}

/**
 * The state after a view was updated: what a person typed stays only where block_id, action_id and the kind of element
 * are the same; the initial value of the new view is then passed over.
 */
export function keepState(oldView: unknown, oldState: ViewState, newView: unknown): ViewState {
  const before = emptyState(oldView).values;
  const after = emptyState(newView);
  for (const [blockId, entries] of Object.entries(after.values)) {
    for (const [actionId, entry] of Object.entries(entries)) {
      const typed = oldState.values[blockId]?.[actionId];
      if (typed && before[blockId]?.[actionId]?.type === entry.type) entries[actionId] = typed;
    }
  }
  return after;
}
