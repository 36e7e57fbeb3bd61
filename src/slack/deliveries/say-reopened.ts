// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { reopenedNews } from '../views/reopened-news.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** It came back: whoever holds a role still, and does not know. */
export const sayReopened: Delivery<'say_reopened'> = async (slack, job, incident, { user, by }) => {
  const holds = incident.roles.some((holding) => holding.user === user);
  return holds && isOpen(incident) ? tellPerson(slack, job, user, reopenedNews(incident, user, by)) : done;
};
