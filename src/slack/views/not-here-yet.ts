import type { Incident } from '../../incident/incident.ts';
import { isOpen } from '../../incident/incident.ts';
import { isSilent, pagesOf } from '../../incident/pages.ts';
import { moment } from './moment.ts';

/** `Not here yet: @lou (asked 10:03), @kim (stands by)`, raw; null when nobody is awaited. */
export function notHereYet(incident: Incident): string | null {
  if (!isOpen(incident)) return null;
  const awaited = new Map<string, string>();
  const here = new Set<string>();
  for (const { steps } of pagesOf(incident)) {
    for (const step of steps) {
      if (step.answer === 'coming') here.add(step.user);
      if (step.answer === 'standby') awaited.set(step.user, 'stands by');
      if (isSilent(step)) awaited.set(step.user, `asked ${moment(incident, step.askedAt ?? 0)}`);
    }
  }
  const names = [...awaited].filter(([user]) => !here.has(user)).map(([user, why]) => `<@${user}> (${why})`);
  if (names.length === 0) return null;
  const more = names.length - shown;
  return `Not here yet: ${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const shown = 8;
