// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { release as released } from '../views/release.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** It is over: who stood by is thanked, and who never answered may sleep on. */
export const release: Delivery<'release'> = async (slack, job, incident, { user }) => {
  // Reopened in the same moment: whoever is needed is asked anew.
  if (isOpen(incident)) return done;
  const told = await tellPerson(slack, job, user, released(incident, user));
  return told.outcome === 'never' ? done : told;
};
