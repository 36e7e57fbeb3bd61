import { asObject, asObjects, asText, isObject, type Json, wordsOf } from './json.ts';
import { readMrkdwn, type Viewer } from './mrkdwn.ts';

/** Something that can be pressed, chosen or filled in, with the label by which a person would call it. */
export type FoundElement = {
  blockId: string;
  actionId: string;
  type: string;
  label: string;
  element: Json;
  block: Json;
};

/**
 * Everything in these blocks that takes a hand, top to bottom. The label is a button's text, an input's label, what the
 * section says for a menu beside it, else the placeholder. With a viewer the section is read as that person reads it.
 */
export function elementsOf(blocks: unknown, viewer?: Viewer): FoundElement[] {
  return asObjects(blocks).flatMap((block) =>
    elementsIn(block)
      .filter(({ type }) => type !== 'image')
      .map((element) => ({
        blockId: asText(block.block_id),
        actionId: asText(element.action_id),
        type: asText(element.type),
        label: labelOf(element, block, viewer),
        element,
        block,
      })),
  );
}

function elementsIn(block: Json): Json[] {
  if (block.type === 'actions') return asObjects(block.elements);
  const single = block.type === 'section' ? block.accessory : block.type === 'input' ? block.element : undefined;
  return isObject(single) ? [single] : [];
}

function labelOf(element: Json, block: Json, viewer: Viewer | undefined): string {
  if (block.type === 'input') return wordsOf(block.label);
  if (element.type === 'button') return wordsOf(element.text);
  const section = asObject(block.text);
  const said = viewer && section.type === 'mrkdwn' ? readMrkdwn(wordsOf(section), viewer) : wordsOf(section);
  return said || wordsOf(element.placeholder);
}
