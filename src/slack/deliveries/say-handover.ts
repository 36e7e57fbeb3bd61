// Safe to repeat: see `tellPerson`.
import { findHandover } from '../../incident/handovers.ts';
import { handoverNews } from '../views/handover-news.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** That nobody answers, a no, or an end: told only if it is still so. */
export const sayHandover: Delivery<'say_handover'> = async (slack, job, incident, { user, handover: id, news }) => {
  const handover = findHandover(incident, id);
  if (handover === undefined) return done;
  const asking = news === 'handover_unanswered' || news === 'handover_asked_again' || news === 'undone';
  if (asking && handover.state !== 'open') return done;
  const told = await tellPerson(slack, job, user, handoverNews(incident, handover, user, news));
  return told.outcome === 'never' && news === 'handover_ended' ? done : told;
};
