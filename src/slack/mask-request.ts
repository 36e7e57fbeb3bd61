import type { Mask } from '../record/mask.ts';

/**
 * A command, a click or a form with every text in it masked, before anything looks at it: what somebody typed is
 * written down, and also shown again (a word that is no command, a form that is filled in beforehand).
 * Left out is what we drew ourselves, the largest part by far, from texts that were masked when they came: the message
 * of a pressed button, the blocks of a form. A message that somebody chose from its menu is another's, and is masked.
 */
export function maskRequest<Body extends object>(body: Body, mask: Mask): Body {
  const { type, message, view } = body as {
    readonly type?: unknown;
    readonly message?: unknown;
    readonly view?: unknown;
  };
  const ownMessage = type === 'block_actions' && message !== undefined;
  const typed = {
    ...body,
    ...(ownMessage ? { message: null } : {}),
    ...(isObject(view) ? { view: { ...view, blocks: null } } : {}),
  };
  const clean = masked(typed, mask);
  return {
    ...clean,
    ...(ownMessage ? { message } : {}),
    ...(isObject(view) ? { view: { ...clean.view, blocks: view.blocks } } : {}),
  };
}

function masked<Value>(value: Value, mask: Mask): Value {
  if (typeof value === 'string') return mask(value).text as Value;
  if (Array.isArray(value)) return value.map((each) => masked(each, mask)) as Value;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each, mask)])) as Value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
