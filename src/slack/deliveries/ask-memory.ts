// Safe to repeat: see `tellPerson`.
import { membersOf } from '../members-of.ts';
import { memoryRequest } from '../views/memory-request.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Who was taken out of a private room hears of it no more, and who has left Slack is missed by nobody. */
export const askMemory: Delivery<'ask_memory'> = async (slack, job, incident, { user }) => {
  const { channel } = incident.room;
  if (incident.private && channel !== null) {
    const members = await membersOf(slack.api, channel);
    if (!members.ok && members.kind === 'later') return settle(members);
    if (!members.ok || !members.result.includes(user)) return done;
  }
  const told = await tellPerson(slack, job, user, memoryRequest(incident));
  return told.outcome === 'never' ? done : told;
};
