import { asObjects, type Json } from './json.ts';

/** The options that a menu, checkboxes or radio buttons offer, those of its groups too, in the order shown. */
export function offeredOptions(element: Json): Json[] {
  const grouped = asObjects(element.option_groups).flatMap((group) => asObjects(group.options));
  return [...asObjects(element.options), ...grouped];
}
