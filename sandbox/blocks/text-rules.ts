import { byType, choice, flag, list, object, oneOf, type Rule, string } from './shape.ts';

/** Text that may be formatted or plain, 1 to `max` characters. */
export function anyText(max = 3000): Rule {
  return choice(byType({ plain_text: plainWords(max), mrkdwn: mrkdwnWords(max) }));
}

/** Text where Slack formats nothing: labels, titles, placeholders, buttons. */
export function plainText(max: number): Rule {
  return byType({ plain_text: plainWords(max) });
}

function plainWords(max: number): Rule {
  return object({ text: string({ max }) }, { emoji: flag });
}

function mrkdwnWords(max: number): Rule {
  return object({ text: string({ max }) }, { verbatim: flag });
}

/** The question that Slack puts before an action. */
export const confirmRule = object(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

const optionValue = string({ max: 150 });

/** An option of a select menu; of an overflow menu with `url`. */
export const plainOption = object({ text: plainText(75), value: optionValue }, { description: plainText(75) });

export const overflowOption = object(
  { text: plainText(75), value: optionValue },
  { description: plainText(75), url: string({ max: 3000 }) },
);

/** An option of checkboxes or radio buttons. */
export const markedOption = object({ text: anyText(75), value: optionValue }, { description: anyText(75) });

export const optionGroup = object({ label: plainText(75), options: list(plainOption, { min: 1, max: 100 }) });

export const dispatchConfig = object(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) },
);

export const conversationFilter: Rule = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  (value, at, say) => {
    if (Object.keys(value as object).length === 0) say('must define at least one filter', at);
  },
);
