import { drawElement } from './draw-element.ts';
import { drawRichText } from './draw-rich-text.ts';
import { asList, asObject, asObjects, asText, type Json, wordsOf } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { type Reading, readMrkdwn, type Viewer } from './mrkdwn.ts';
import { untouched, type ViewState } from './view-state.ts';

export type Drawing = Reading & {
  /** List what a menu would offer when opened. */
  menus?: boolean;
  /** What was typed and chosen; the initial values unless given. */
  state?: ViewState | undefined;
  /** What Slack shows in red below an input: block_id → words. */
  errors?: { [blockId: string]: string } | undefined;
};

/** Blocks as text, the way a person reads them from top to bottom, a line per row: buttons and menus in brackets. */
export function drawBlocks(blocks: unknown, viewer: Viewer, drawing: Drawing = {}): string {
  return asObjects(blocks)
    .map((block) => drawBlock(block, viewer, drawing))
    .join('\n');
}

function drawBlock(block: Json, viewer: Viewer, drawing: Drawing): string {
  switch (block.type) {
    case 'header':
      return wordsOf(block.text);
    case 'section':
      return drawSection(block, viewer, drawing);
    case 'context':
      return asObjects(block.elements)
        .map((each) => (each.type === 'image' ? drawImage(each) : readText(each, viewer, drawing)))
        .join('  ');
    case 'actions':
      return asObjects(block.elements)
        .map((each) => drawHere(each, block, viewer, drawing))
        .join(' ');
    case 'divider':
      return '────';
    case 'input':
      return drawInput(block, viewer, drawing);
    case 'image':
      return [wordsOf(block.title), drawImage(block)].filter(Boolean).join(' ');
    case 'rich_text':
      return drawRichText(block.elements, viewer, drawing);
    case 'markdown':
      return readMarkdown(asText(block.text), viewer, drawing);
    case 'table':
      return asList(block.rows)
        .map((row) => drawRow(row, viewer, drawing))
        .join('\n');
    default:
      return `(${String(block.type)})`;
  }
}

/** A text object: formatted text is read, plain text stands as it was sent. */
export function readText(textObject: unknown, viewer: Viewer, reading: Reading = {}): string {
  const words = wordsOf(textObject);
  return asObject(textObject).type === 'mrkdwn' ? readMrkdwn(words, viewer, reading) : words;
}

/** The text, then the fields, two in a row; what stands at the right edge follows the first line. */
function drawSection(block: Json, viewer: Viewer, drawing: Drawing): string {
  const fields = asObjects(block.fields).map((each) => readText(each, viewer, drawing).replaceAll('\n', '  '));
  const rows = Array.from({ length: Math.ceil(fields.length / 2) }, (_, row) =>
    fields.slice(row * 2, row * 2 + 2).join('   '),
  );
  const lines = [...(block.text ? readText(block.text, viewer, drawing).split('\n') : []), ...rows];
  if (block.accessory) lines[0] = `${lines[0] ?? ''}   ${drawHere(asObject(block.accessory), block, viewer, drawing)}`;
  return lines.join('\n');
}

function drawInput(block: Json, viewer: Viewer, drawing: Drawing): string {
  const optional = block.optional === true ? ' (optional)' : '';
  const field = `${wordsOf(block.label)}${optional} ${drawHere(asObject(block.element), block, viewer, drawing)}`;
  const error = drawing.errors?.[asText(block.block_id)];
  return [field, ...(error ? [`! ${error}`] : []), ...(block.hint ? [wordsOf(block.hint)] : [])].join('\n');
}

/** An element with what was typed or chosen in it so far. */
function drawHere(element: Json, block: Json, viewer: Viewer, drawing: Drawing): string {
  if (element.type === 'image') return drawImage(element);
  const entry = drawing.state?.values[asText(block.block_id)]?.[asText(element.action_id)] ?? untouched(element);
  return drawElement(element, entry ?? {}, viewer, drawing);
}

function drawImage(image: Json): string {
  return `(image: ${asText(image.alt_text)})`;
}

function drawRow(row: unknown, viewer: Viewer, drawing: Drawing): string {
  return asObjects(row)
    .map((cell) => (cell.type === 'rich_text' ? drawRichText(cell.elements, viewer, drawing) : asText(cell.text)))
    .join(' | ');
}
