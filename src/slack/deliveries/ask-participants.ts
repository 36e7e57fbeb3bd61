// Safe to repeat: whoever was asked before is not asked again (the rule knows).
import { isOpen } from '../../incident/incident.ts';
import { type Delivery, done } from './delivery.ts';

/** Finds out from the record who took part: people who wrote or did something, apps and guests left out. */
export const askParticipants: Delivery<'ask_participants'> = async (slack, job, incident) => {
  // Its end was a mistake, or it came back: they are asked when it is over.
  if (isOpen(incident)) return done;
  const participants = await slack.engine.participants(job.ref);
  const people = await Promise.all(participants.map(({ user }) => slack.people.find(user)));
  const users = people.filter((person) => person.kind === 'member').map((person) => person.user);
  return { outcome: 'done', commands: [{ type: 'participants_found', by: 'muster', users }] };
};
