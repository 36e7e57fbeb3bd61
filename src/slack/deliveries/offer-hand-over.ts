// Safe to repeat: see `tellPerson`.
import { holdersOf, isOpen } from '../../incident/incident.ts';
import { handOverOffer } from '../views/hand-over-offer.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** For the roles that they hold still. */
export const offerHandOver: Delivery<'offer_hand_over'> = async (slack, job, incident, { user, roles }) => {
  const held = roles.filter((role) => holdersOf(incident, role).some((holding) => holding.user === user));
  if (held.length === 0 || !isOpen(incident)) return done;
  return tellPerson(slack, job, user, handOverOffer(incident, user, held));
};
