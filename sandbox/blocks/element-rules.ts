import { isDeepStrictEqual } from 'node:util';
import { asList, asObject } from './json.ts';
import { offeredOptions } from './offered-options.ts';
import { richTextElements } from './rich-text-rules.ts';
import {
  byType,
  either,
  type Fields,
  flag,
  has,
  integer,
  list,
  object,
  oneOf,
  pattern,
  type Rule,
  string,
} from './shape.ts';
import {
  confirmRule,
  conversationFilter,
  dispatchConfig,
  markedOption,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
} from './text-rules.ts';

const id = string({ max: 255 });
const slackId = string({ max: 255 });
const placeholder = plainText(150);
const confirm = confirmRule;
const focus: Fields = { focus_on_load: flag };
const pressed: Fields = { action_id: id, confirm };
const chosen: Fields = { ...pressed, ...focus, placeholder };
const many: Fields = { max_selected_items: integer(1, 100) };
const typed: Fields = { action_id: id, ...focus, placeholder, dispatch_action_config: dispatchConfig };

const options = list(plainOption, { min: 1, max: 100 });
const menu: Fields = { options, option_groups: list(optionGroup, { min: 1, max: 100 }) };
const marks = { options: list(markedOption, { min: 1, max: 10 }) };
const numeral = pattern(/^-?\d+(\.\d+)?$/, 'a number');
const lines = integer(1, 100);

/** The file that an image is: an address, or a file in Slack. */
export const imageFields: Fields = {
  image_url: string({ max: 3000 }),
  slack_file: object({}, { id, url: string({ max: 3000 }) }, either('id', 'url')),
};

/** Every element by its type; which block may hold which is said in the rules of the blocks. */
export const elementRules: { [type: string]: Rule } = {
  image: object({ alt_text: string({ max: 2000 }) }, imageFields, either('image_url', 'slack_file')),
  button: object(
    { text: plainText(75) },
    {
      ...pressed,
      value: string({ max: 2000 }),
      url: string({ max: 3000 }),
      style: oneOf('primary', 'danger'),
      accessibility_label: string({ max: 75 }),
    },
  ),
  overflow: object({ options: list(overflowOption, { min: 1, max: 5 }) }, pressed),
  static_select: object(
    {},
    { ...chosen, ...menu, initial_option: plainOption },
    either('options', 'option_groups'),
    initialIsOffered,
  ),
  multi_static_select: object(
    {},
    { ...chosen, ...many, ...menu, initial_options: options },
    either('options', 'option_groups'),
    initialIsOffered,
  ),
  external_select: object({}, { ...chosen, initial_option: plainOption, min_query_length: integer(0, 100) }),
  multi_external_select: object(
    {},
    { ...chosen, ...many, initial_options: options, min_query_length: integer(0, 100) },
  ),
  users_select: object({}, { ...chosen, initial_user: slackId }),
  multi_users_select: object({}, { ...chosen, ...many, initial_users: list(slackId) }),
  channels_select: object({}, { ...chosen, initial_channel: slackId, response_url_enabled: flag }),
  multi_channels_select: object({}, { ...chosen, ...many, initial_channels: list(slackId) }),
  conversations_select: object(
    {},
    {
      ...chosen,
      initial_conversation: slackId,
      default_to_current_conversation: flag,
      filter: conversationFilter,
      response_url_enabled: flag,
    },
  ),
  multi_conversations_select: object(
    {},
    {
      ...chosen,
      ...many,
      initial_conversations: list(slackId),
      default_to_current_conversation: flag,
      filter: conversationFilter,
    },
  ),
  checkboxes: object(
    marks,
    { ...pressed, ...focus, initial_options: list(markedOption, { min: 1, max: 10 }) },
    initialIsOffered,
  ),
  radio_buttons: object(marks, { ...pressed, ...focus, initial_option: markedOption }, initialIsOffered),
  datepicker: object({}, { ...chosen, initial_date: pattern(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, 'a date') }),
  timepicker: object(
    {},
    { ...chosen, initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time'), timezone: string({ max: 100 }) },
  ),
  datetimepicker: object({}, { ...pressed, ...focus, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    {},
    {
      ...typed,
      multiline: flag,
      initial_value: string({ min: 0, max: 3000 }),
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    lengthsAgree,
  ),
  email_text_input: object({}, { ...typed, initial_value: string({ min: 0 }) }),
  url_text_input: object({}, { ...typed, initial_value: string({ min: 0 }) }),
  number_input: object(
    { is_decimal_allowed: flag },
    { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  rich_text_input: object(
    { action_id: id },
    {
      ...typed,
      initial_value: byType({ rich_text: object({ elements: richTextElements }, { block_id: id }) }),
      min_lines: lines,
      max_lines: lines,
    },
  ),
  file_input: object(
    {},
    { action_id: id, filetypes: list(string({ max: 255 }), { min: 1 }), max_files: integer(1, 10) },
  ),
};

/** What is chosen from the start must be one of the offers, equal in every field, or Slack refuses the whole message. */
function initialIsOffered(value: unknown, at: string, say: (complaint: string, at: string) => void): void {
  const element = asObject(value);
  const offers = offeredOptions(element);
  const check = (initial: unknown, where: string) => {
    if (!offers.some((offer) => isDeepStrictEqual(offer, initial))) say('must match one of the options exactly', where);
  };
  if (has(element, 'initial_option')) check(element.initial_option, `${at}/initial_option`);
  for (const [index, initial] of asList(element.initial_options).entries()) {
    check(initial, `${at}/initial_options/${index}`);
  }
}

function lengthsAgree(value: unknown, at: string, say: (complaint: string, at: string) => void): void {
  const { min_length: min, max_length: max, initial_value: initial } = asObject(value);
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    say('must be less than or equal to `max_length`', `${at}/min_length`);
  }
  if (typeof initial === 'string' && typeof max === 'number' && initial.length > max) {
    say('must be less than or equal to `max_length` characters', `${at}/initial_value`);
  }
}
