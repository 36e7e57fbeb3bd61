// Safe to repeat: see `tellPerson`.
import { permalink } from '../permalink.ts';
import { credentialFound } from '../views/credential-found.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Tells who wrote a credential into the room how to take it out of Slack. Apps read no direct messages. */
export const warnAuthor: Delivery<'warn_author'> = async (slack, job, incident, task) => {
  const { user, channel, ts, threadTs, kinds } = task;
  const person = await slack.people.find(user);
  if (person.kind === 'bot') return done;
  const address = permalink(slack.identity.teamUrl, channel, ts, threadTs);
  const told = await tellPerson(slack, job, user, credentialFound(incident, { channel, kinds, address }));
  // Slack lets no app write to people of other organisations: nothing that the room could mend.
  return told.outcome === 'never' && person.kind !== 'member' ? done : told;
};
