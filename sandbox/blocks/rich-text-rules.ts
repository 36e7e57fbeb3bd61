import { byType, type Fields, flag, integer, list, object, oneOf, pattern, pick, type Rule, string } from './shape.ts';

const words = string({ max: 3000 });

const style = object({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });

const mentionStyle: Fields = { style };

const inline: { [type: string]: Rule } = {
  text: object({ text: words }, { style }),
  link: object({ url: words }, { text: string({ max: 3000 }), unsafe: flag, style }),
  emoji: object({ name: words }, { unicode: words, url: words, ...mentionStyle }),
  user: object({ user_id: words }, mentionStyle),
  usergroup: object({ usergroup_id: words }, mentionStyle),
  channel: object({ channel_id: words }, mentionStyle),
  team: object({ team_id: words }, mentionStyle),
  broadcast: object({ range: oneOf('here', 'channel', 'everyone') }, mentionStyle),
  color: object({ value: pattern(/^#[0-9a-f]{6}$/i, 'a color') }, mentionStyle),
  date: object(
    { timestamp: integer(0, 9_999_999_999), format: words },
    { url: words, fallback: words, ...mentionStyle },
  ),
};

const border = oneOf(0, 1);

const section = object({ elements: list(byType(inline)) });

const literal = list(byType(pick(inline, 'text', 'link')));

/** The `elements` of a rich text block: sections, lists, quotes and preformatted text, which do not nest further. */
export const richTextElements = list(
  byType({
    rich_text_section: section,
    rich_text_list: object(
      { elements: list(byType({ rich_text_section: section })), style: oneOf('bullet', 'ordered') },
      { indent: integer(0, 8), offset: integer(0, 1_000_000), border },
    ),
    rich_text_quote: object({ elements: list(byType(inline)) }, { border }),
    rich_text_preformatted: object({ elements: literal }, { border, language: words }),
  }),
  { min: 1 },
);
