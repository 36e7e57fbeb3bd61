import { asObjects, isObject, type Json } from './json.ts';

/** Elements that stand in blocks but are not pressed: Slack gives them no `action_id`. */
const WITHOUT_ACTION = new Set(['image', 'mrkdwn', 'plain_text']);

/**
 * The blocks as Slack answers them: every block and element has an id, plain text says `emoji`, formatted text says
 * `verbatim`. What was given is not changed; `nextId` is asked for each id that is missing. The `block_id` of a
 * markdown block is not retained.
 */
export function completeBlocks(blocks: unknown, nextId: () => string): Json[] {
  return asObjects(blocks).map((block) => {
    const done = withDefaults(block) as Json;
    const given = block.type === 'markdown' ? undefined : block.block_id;
    done.block_id = typeof given === 'string' && given !== '' ? given : nextId();
    if (block.type === 'actions') done.elements = asObjects(done.elements).map((each) => withAction(each, nextId));
    if (isObject(done.accessory)) done.accessory = withAction(done.accessory, nextId);
    if (isObject(done.element)) done.element = withAction(done.element, nextId);
    return done;
  });
}

function withAction(element: Json, nextId: () => string): Json {
  if (WITHOUT_ACTION.has(String(element.type))) return element;
  const given = element.action_id;
  return { ...element, action_id: typeof given === 'string' && given !== '' ? given : nextId() };
}

function withDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDefaults);
  if (!isObject(value)) return value;
  const copy: Json = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) copy[key] = withDefaults(each);
  if (copy.type === 'plain_text') return { emoji: true, ...copy };
  if (copy.type === 'mrkdwn') return { verbatim: false, ...copy };
  return copy;
}
