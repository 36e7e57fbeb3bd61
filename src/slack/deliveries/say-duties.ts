// Safe to repeat: see `tellPerson`.
import { holdersOf } from '../../incident/incident.ts';
import { cardLink } from '../card-link.ts';
import { duties } from '../views/duties.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** What the role asks of who took it; somebody who has given it up meanwhile hears nothing. */
export const sayDuties: Delivery<'say_duties'> = async (slack, job, incident, { user, role, by }) => {
  if (!holdersOf(incident, role).some((holding) => holding.user === user)) return done;
  const card = await cardLink(slack, user, incident);
  return tellPerson(slack, job, user, duties(incident, role, user, by, card));
};
