import type { Mask } from '../record/mask.ts';

/**
 * A command, a click or a form with every text in it masked, before anything looks at it: what somebody typed is
 * written down, and also shown again (a word that is no command, a form that is filled in beforehand).
 */
export function maskRequest<Value>(value: Value, mask: Mask): Value {
  if (typeof value === 'string') return mask(value).text as Value;
  if (Array.isArray(value)) return value.map((each) => maskRequest(each, mask)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, maskRequest(each, mask)])) as Value;
}
