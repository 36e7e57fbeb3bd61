import type { Overflow } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { option, overflow } from '../blocks.ts';
import { optionValue } from '../ids.ts';

/** What `More` offers; five at most, says Slack. The words stand in the option's value. */
export const moreOptions = {
  step_down: 'Step down',
  add_action: 'Add action item',
  timeline: 'Timeline',
  export: 'Export',
  help: 'Help',
} as const;

export type MoreOption = keyof typeof moreOptions;

/** The menu `⋯` of the briefing. */
export function moreMenu(incident: Pick<Incident, 'number'>): Overflow {
  return overflow(
    'more',
    Object.entries(moreOptions).map(([to, label]) => option(label, optionValue('more', { n: incident.number, to }))),
  );
}

/** What was chosen; null for an option that is not offered any more. */
export function readMoreOption(to: string): MoreOption | null {
  return Object.hasOwn(moreOptions, to) ? (to as MoreOption) : null;
}
