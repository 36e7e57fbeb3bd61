// Safe to repeat: see `tellPerson`.
import { linksFor } from '../links.ts';
import { triageNews } from '../views/triage-request.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Told only if it is still so: meanwhile somebody may have looked, or declared it. */
export const sayTriage: Delivery<'say_triage'> = async (slack, job, incident, { user, news }) => {
  const { triage } = incident;
  if (triage === undefined || user === 'muster') return done;
  const wanted = { unanswered: 'looking', doubted: 'looking', reminder: 'asked', escalated: 'declared' } as const;
  const stillSo = news === 'unseen' ? incident.phase === 'triage' : triage.state === wanted[news];
  return stillSo ? tellPerson(slack, job, user, triageNews(incident, user, news, linksFor(slack))) : done;
};
