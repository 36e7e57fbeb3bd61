import type { Incident, UserId } from '../incident/incident.ts';
import type { Slack } from './slack.ts';

/**
 * Where somebody finds the card when Slack fails; null: there is none, or not for them. Full members alone: guests and
 * people of whom nothing is known get no phone numbers, whatever Slack's silence may mean elsewhere. Of a private
 * `incident` it is the page of that one, so ask only for who may see it.
 */
export async function cardLink(slack: Slack, user: UserId, incident: Incident | null): Promise<string | null> {
  const link = slack.card.link(incident);
  if (link === null) return null;
  await slack.people.find(user);
  const person = await slack.engine.person(slack.identity.teamId, user);
  return person?.kind === 'member' ? link : null;
}
