// Safe to repeat: whoever was asked before is not asked again (the rule knows).
import type { Delivery } from './delivery.ts';

/** Finds out from the record who took part: people who wrote or did something, apps and guests left out. */
export const askParticipants: Delivery<'ask_participants'> = async (slack, job) => {
  const participants = await slack.engine.participants(job.ref);
  const people = await Promise.all(participants.map(({ user }) => slack.people.find(user)));
  const users = people.filter((person) => person.kind === 'member').map((person) => person.user);
  return { outcome: 'done', commands: [{ type: 'participants_found', by: 'muster', users }] };
};
