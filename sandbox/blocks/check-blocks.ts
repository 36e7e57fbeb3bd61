import { blockRule, type Surface } from './block-rules.ts';
import { asList, asObject, asObjects } from './json.ts';
import { complaints, list, type Rule, type Say } from './shape.ts';

const MOST_BLOCKS = { message: 50, modal: 100, home: 100 };

const blocksRules: { [surface in Surface]: Rule } = {
  message: blocksRule('message'),
  modal: blocksRule('modal'),
  home: blocksRule('home'),
};

/**
 * What Slack would refuse in these blocks, in its words; empty when it would take them.
 * `pointer` is where the blocks stand in the request (`/blocks`, `/view/blocks`).
 */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): string[] {
  return complaints(blocksRules[surface], blocks, pointer);
}

function blocksRule(surface: Surface): Rule {
  const each = list(blockRule(surface), { max: MOST_BLOCKS[surface] });
  return (value, at, say) => {
    each(value, at, say);
    idsAreUnique(value, at, say);
    markdownFits(value, at, say);
  };
}

/** Cumulative cap over the markdown blocks of one payload: 12,000 characters. */
function markdownFits(value: unknown, at: string, say: Say): void {
  const texts = asObjects(value).filter(({ type, text }) => type === 'markdown' && typeof text === 'string');
  const length = texts.reduce((sum, { text }) => sum + String(text).length, 0);
  if (texts.length > 1 && length > 12_000) say('must be less than 12001 characters over all markdown blocks', at);
}

/** A `block_id` must be unique in the payload, an `action_id` within its block. */
function idsAreUnique(value: unknown, at: string, say: Say): void {
  const blockIds = new Set<string>();
  for (const [index, each] of asList(value).entries()) {
    const block = asObject(each);
    once(block.block_id, 'block_id', blockIds, `${at}/${index}/block_id`, say);
    const actionIds = new Set<string>();
    for (const [place, element] of asList(block.elements).entries()) {
      once(asObject(element).action_id, 'action_id', actionIds, `${at}/${index}/elements/${place}/action_id`, say);
    }
  }
}

function once(id: unknown, name: string, seen: Set<string>, at: string, say: Say): void {
  if (typeof id !== 'string') return;
  if (seen.has(id)) say(`\`${name}\` "${id}" already exists`, at);
  seen.add(id);
}
