import { elementRules, imageFields } from './element-rules.ts';
import { asObject } from './json.ts';
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
  pick,
  type Rule,
  string,
} from './shape.ts';
import { anyText, plainText } from './text-rules.ts';

export type Surface = 'message' | 'modal' | 'home';

const SELECTS = ['static_select', 'external_select', 'users_select', 'channels_select', 'conversations_select'];
const MULTI_SELECTS = SELECTS.map((type) => `multi_${type}`);
const CHOICES = [...SELECTS, ...MULTI_SELECTS, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];
const ACTIONS = ['button', 'overflow', ...CHOICES, 'datetimepicker'];
const INPUTS = [...CHOICES, 'datetimepicker', 'plain_text_input', 'url_text_input'];
const MODAL_INPUTS = ['number_input', 'email_text_input', 'rich_text_input', 'file_input'];

const block: Fields = { block_id: string({ max: 255 }) };

const everywhere: { [type: string]: Rule } = {
  section: object(
    {},
    {
      ...block,
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: byType(pick(withoutReplyAddress(), 'image', 'button', 'overflow', ...CHOICES)),
      expand: flag,
    },
    hasTextOrFields,
  ),
  header: object({ text: plainText(150) }, { ...block, level: integer(1, 6) }),
  divider: object({}, block),
  context: object({ elements: list(contextElement(), { min: 1, max: 10 }) }, block),
  actions: object({ elements: list(byType(pick(withoutReplyAddress(), ...ACTIONS)), { min: 1, max: 25 }) }, block),
  image: object(
    { alt_text: string({ max: 2000 }) },
    { ...block, ...imageFields, title: plainText(2000) },
    either('image_url', 'slack_file'),
  ),
  rich_text: object({ elements: richTextElements }, block),
};

/** Lengths of the cells in a table are written nowhere: taken as any text. */
const cell = byType({
  raw_text: object({ text: string({ max: 3000 }) }),
  raw_number: object({ value: aNumber, text: string({ max: 3000 }) }),
  rich_text: object({ elements: richTextElements }, block),
});

const messageOnly: { [type: string]: Rule } = {
  markdown: object({ text: string({ max: 12_000 }) }, block),
  table: object(
    { rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    {
      ...block,
      column_settings: list(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }), { max: 20 }),
    },
  ),
};

/** The rule for one block on a surface. Blocks that Muster does not use (video, call, cards, …) are refused as unknown. */
export function blockRule(surface: Surface): Rule {
  return byType({ ...everywhere, input: inputRule(surface), ...(surface === 'message' ? messageOnly : {}) });
}

function inputRule(surface: Surface): Rule {
  const elements =
    surface === 'modal' ? pick(elementRules, ...INPUTS, ...MODAL_INPUTS) : pick(withoutReplyAddress(), ...INPUTS);
  return object(
    { label: plainText(2000), element: byType(elements) },
    { ...block, hint: plainText(2000), optional: flag, dispatch_action: flag },
  );
}

/** `response_url_enabled` is for the inputs of modals only. */
function withoutReplyAddress(): Fields {
  const refuse =
    (rule: Rule): Rule =>
    (value, at, say) => {
      if (has(asObject(value), 'response_url_enabled')) say('invalid additional property: response_url_enabled', at);
      else rule(value, at, say);
    };
  return Object.fromEntries(Object.entries(elementRules).map(([type, rule]) => [type, refuse(rule)]));
}

function contextElement(): Rule {
  const text = anyText(3000);
  const image = byType(pick(elementRules, 'image'));
  return (value, at, say) => {
    const type = asObject(value).type;
    if (type === 'plain_text' || type === 'mrkdwn') text(value, at, say);
    else image(value, at, say);
  };
}

function hasTextOrFields(value: unknown, at: string, say: (complaint: string, at: string) => void): void {
  const section = asObject(value);
  if (has(section, 'text') || has(section, 'fields')) return;
  say('must define either `text` or `fields` to create the block', at);
}

function aNumber(value: unknown, at: string, say: (complaint: string, at: string) => void): void {
  if (typeof value !== 'number') say('must provide a number', at);
}
