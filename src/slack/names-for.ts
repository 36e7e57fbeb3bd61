import type { Incident, UserId } from '../incident/incident.ts';
import type { Entry, Person } from '../record/entry.ts';
import type { Names } from '../record/slack-text.ts';
import type { Slack } from './slack.ts';

/** Names of everybody who occurs in an incident and its entries, as actor or mention; ids of whom nobody knows stay ids. */
export async function namesFor(
  slack: Slack,
  incident: Incident,
  entries: readonly Pick<Entry, 'actor' | 'text'>[],
): Promise<{ readonly name: Names; readonly guest: (user: UserId) => boolean }> {
  const users = new Set<UserId>(incident.roles.map((holding) => holding.user));
  users.add(incident.declaredBy);
  for (const holding of incident.pastRoles) users.add(holding.user);
  for (const entry of entries) {
    users.add(entry.actor);
    for (const found of entry.text.matchAll(/<@([UW][A-Z0-9]+)/g)) users.add(found[1] as string);
  }
  const wanted = [...users].filter((user) => /^[UW][A-Z0-9]+$/.test(user));
  const people = new Map<UserId, Person>(await slack.engine.people(incident.workspace, wanted));
  // Those whom we never asked about: a few at a time, for a long record may name many.
  const unknown = wanted.filter((user) => !people.has(user));
  for (let at = 0; at < unknown.length; at += 8) {
    for (const person of await Promise.all(unknown.slice(at, at + 8).map((user) => slack.people.find(user)))) {
      people.set(person.user, person);
    }
  }
  return {
    name: (id) => (id === 'muster' ? 'Muster' : (people.get(id)?.name ?? id)),
    guest: (user) => ['guest', 'stranger'].includes(people.get(user)?.kind ?? 'member'),
  };
}
