// Safe to repeat: it only looks; the rule tells of each silence once.
import type { Spoke } from '../../incident/crew.ts';
import { watchedHolders } from '../../incident/silent-holders.ts';
import type { Delivery } from './delivery.ts';

/** When people last wrote or did something there. Apps go on talking through the night: they do not count. */
export const lookForSilent: Delivery<'look_for_silent'> = async (slack, job, incident) => {
  const participants = await slack.engine.participants(job.ref);
  const holders = new Set(watchedHolders(incident).map(({ user }) => user));
  const spoke: Spoke[] = [];
  let others = 0;
  const latest = participants.flatMap(({ user, lastAt }) => (lastAt === null ? [] : [{ user, lastAt }]));
  for (const one of latest.sort((a, b) => b.lastAt - a.lastAt)) {
    if (holders.has(one.user)) spoke.push(one);
    // The newest of the others is enough: nobody else need be looked up.
    else if (others === 0 && (await slack.people.find(one.user)).kind !== 'bot') {
      others += 1;
      spoke.push(one);
    }
  }
  return { outcome: 'done', commands: [{ type: 'holders_found', by: 'muster', spoke }] };
};
