// Safe to repeat: it only looks; the rule tells of each silence once.
import type { Spoke } from '../../incident/crew.ts';
import { watchedHolders } from '../../incident/silent-holders.ts';
import type { Delivery } from './delivery.ts';

/** When holders last wrote, did or marked something (a pushpin is a scribe's word), and when the last of the others did. */
export const lookForSilent: Delivery<'look_for_silent'> = async (slack, job, incident) => {
  const holders = watchedHolders(incident).map(({ user }) => user);
  const [latest, presence] = await Promise.all([
    slack.engine.participants(job.ref),
    slack.engine.presence(job.ref, holders),
  ]);
  const spoke: Spoke[] = holders.flatMap((user) => {
    const acted = latest.find((one) => one.user === user)?.lastAt ?? 0;
    const lastAt = Math.max(acted, presence.get(user)?.wordAt ?? 0);
    return lastAt === 0 ? [] : [{ user, lastAt }];
  });
  const others = latest.filter(({ user }) => !holders.includes(user)).sort((one, other) => other.lastAt - one.lastAt);
  // Apps go on talking through the night: they do not count. The newest person tells, nobody else need be looked up.
  for (const one of others) {
    if ((await slack.people.find(one.user)).kind === 'bot') continue;
    spoke.push({ user: one.user, lastAt: one.lastAt });
    break;
  }
  return { outcome: 'done', commands: [{ type: 'holders_found', by: 'muster', spoke }] };
};
