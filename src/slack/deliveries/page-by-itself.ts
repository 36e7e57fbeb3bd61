// Safe to repeat: by itself each team is paged once an incident, which the rule sees to.
import type { Command } from '../../incident/commands.ts';
import { isOpen } from '../../incident/incident.ts';
import { fetchedByItself } from '../../incident/pages.ts';
import { planPage } from '../plan-page.ts';
import { type Delivery, done } from './delivery.ts';

/** Whoever this severity and these services call for is asked to come, without anybody's doing. */
export const pageByItself: Delivery<'page_by_itself'> = async (slack, _job, incident) => {
  if (!isOpen(incident)) return done;
  const commands: Command[] = [];
  for (const whom of fetchedByItself(incident)) {
    const plan = await planPage(slack, whom);
    if (plan === null || (plan.steps.length === 0 && plan.pager === null)) {
      commands.push({
        type: 'errand_parked',
        by: 'muster',
        errand: 'page_by_itself',
        why: 'nobody_to_page',
        what: whom,
      });
    } else commands.push({ type: 'page', by: 'muster', text: '', ...plan });
  }
  return commands.length === 0 ? done : { outcome: 'done', commands };
};
