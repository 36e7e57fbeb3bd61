import type { KnownBlock } from '@slack/types';
import { shorten } from '../record/slack-text.ts';

/** Slack refuses a message whose blocks hold more than about 12,000 characters together (`msg_blocks_too_long`). */
export const cumulativeLength = 11_500;

/** Shortens the longest formatted texts, until all of them together are what Slack takes. */
export function fittingBlocks(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  let fit = blocks;
  for (const length of [2000, 1500, 1000, 700, 500, 350, 250, 180, 120]) {
    if (lengthOf(fit) <= cumulativeLength) return fit;
    fit = fit.map((block) => shortened(block, length));
  }
  return fit;
}

function shortened(block: KnownBlock, length: number): KnownBlock {
  const cut = <T extends { text: string }>(text: T): T => ({ ...text, text: shorten(text.text, length) });
  if (block.type === 'context') {
    return { ...block, elements: block.elements.map((each) => (each.type === 'image' ? each : cut(each))) };
  }
  if (block.type !== 'section') return block;
  return {
    ...block,
    ...(block.text === undefined ? {} : { text: cut(block.text) }),
    ...(block.fields === undefined ? {} : { fields: block.fields.map(cut) }),
  };
}

export function lengthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === 'text' && typeof each === 'string' ? each.length : lengthOf(each)),
    0,
  );
}
