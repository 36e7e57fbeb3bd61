// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { awaitedAgain } from '../views/awaited-again.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Who stood by had been thanked; its end was a mistake. */
export const sayAwaited: Delivery<'say_awaited'> = async (slack, job, incident, { user }) =>
  isOpen(incident) ? tellPerson(slack, job, user, awaitedAgain(incident)) : done;
