import type { Overflow } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { option, overflow } from '../blocks.ts';
import { optionValue, type Verb } from '../ids.ts';

/** What `More` offers; five at most, says Slack. Each stands for the button of that verb. */
const moreOptions = {
  step_down: 'Step down',
  add_action: 'Add action item',
  show_timeline: 'Timeline',
  ask_files: 'Export',
  show_help: 'Help',
} as const satisfies Partial<Record<Verb, string>>;

/** The menu `⋯` of the briefing. */
export function moreMenu(incident: Pick<Incident, 'number'>): Overflow {
  return overflow(
    'more',
    Object.entries(moreOptions).map(([to, label]) => option(label, optionValue('more', { n: incident.number, to }))),
  );
}
