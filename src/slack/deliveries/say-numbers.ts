// Safe to repeat: see `tellPerson`.
import { personBySlack } from '../../incident/directory.ts';
import { isOpen } from '../../incident/incident.ts';
import { pageOf } from '../../incident/pages.ts';
import { pageNumbers } from '../views/page-numbers.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Whom to ring, for who leads. The numbers come from the configuration, and stand in this message alone. */
export const sayNumbers: Delivery<'say_numbers'> = async (slack, job, incident, { page: id, user, turn, loud }) => {
  const page = pageOf(incident, id);
  if (page === null || !isOpen(incident) || page.state === 'answered') return done;
  const contact = (who: string) => {
    const known = personBySlack(slack.directory, who);
    return { phone: known?.phone ?? null, place: known?.place ?? null };
  };
  return tellPerson(slack, job, user, pageNumbers(incident, page, turn, loud, contact));
};
