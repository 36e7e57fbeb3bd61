import type { Block } from '../wire.ts';
import { type Child, h } from './dom.ts';
import { drawElement } from './draw-element.ts';
import { drawText, type Stand, textOf } from './element-parts.ts';
import { withEmoji } from './emoji.ts';
import { markdown } from './markdown.ts';
import { list, richText } from './rich-text.ts';

/** Block Kit as Slack draws it, in messages, forms and Home. */
export function drawBlocks(blocks: readonly Block[], stand: Stand): Child[] {
  return blocks.map((block) => drawBlock(block, stand));
}

function drawBlock(block: Block, stand: Stand): Child {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'b-header' }, withEmoji(textOf(block.text)));
    case 'section':
      return drawSection(block, stand);
    case 'context':
      return h(
        'div',
        { class: 'b-context' },
        list(block.elements).map((one) => h('div', {}, one.type === 'image' ? null : drawText(one))),
      );
    case 'actions':
      return h(
        'div',
        { class: 'b-actions' },
        list(block.elements).map((one) => drawElement(one, block, stand)),
      );
    case 'divider':
      return h('hr');
    case 'input':
      return drawInput(block, stand);
    case 'image':
      return h('p', { class: 'picture' }, `🖼 ${String(block.alt_text ?? '')}`);
    case 'rich_text':
      return richText(block.elements);
    case 'markdown':
      return h('div', { class: 'b-markdown' }, markdown(String(block.text ?? '')));
    default:
      return h('p', { class: 'b-context' }, `(${String(block.type)})`);
  }
}

function drawSection(block: Block, stand: Stand): Child {
  const fields = list(block.fields).map((field) => h('div', { class: 'field' }, drawText(field)));
  const accessory = block.accessory as Block | undefined;
  const said = textOf(block.text)
    .split('\n')[0]
    ?.replace(/<[^|>]*\|?([^>]*)>/g, '$1')
    .replace(/[*_~`]/g, '')
    .trim();
  return h(
    'div',
    { class: 'b-section' },
    h(
      'div',
      { class: 'main' },
      block.text ? h('div', {}, drawText(block.text)) : null,
      fields.length ? h('div', { class: 'b-fields' }, fields) : null,
    ),
    accessory
      ? h('div', { class: 'accessory' }, drawElement(accessory, block, stand, said ? { label: said } : {}))
      : null,
  );
}

/** A field of a form: label above, hint and what was refused below it, tied to it for who cannot see where it stands. */
function drawInput(block: Block, stand: Stand): Child {
  const id = `f-${String(block.block_id)}`;
  const label = textOf(block.label);
  const error = stand.errors[String(block.block_id)];
  const hint = textOf(block.hint);
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const named = { label, invalid: !!error, required: block.optional !== true, ...(describedBy ? { describedBy } : {}) };
  return h(
    'div',
    { class: error ? 'b-input refused' : 'b-input' },
    h(
      'div',
      { class: 'label', 'aria-hidden': 'true' },
      withEmoji(label),
      block.optional === true ? h('span', { class: 'optional' }, ' (optional)') : null,
    ),
    drawElement(block.element as Block, block, stand, named),
    error ? h('p', { class: 'error', id: `${id}-error` }, error) : null,
    hint ? h('p', { class: 'hint', id: `${id}-hint` }, withEmoji(hint)) : null,
  );
}
