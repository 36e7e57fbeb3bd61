import type { Incident, UserId } from '../incident/incident.ts';
import type { Entry, Person } from '../record/entry.ts';
import type { Names } from '../record/slack-text.ts';
import type { Slack } from './slack.ts';

/** Names of everybody who occurs in an incident and its entries, as actor or mention; ids of whom nobody knows stay ids. */
export async function namesFor(
  slack: Slack,
  incident: Incident,
  entries: readonly Pick<Entry, 'actor' | 'text'>[],
): Promise<NamesOf> {
  const users = new Set<UserId>();
  for (const entry of entries) {
    users.add(entry.actor);
    for (const user of mentioned(entry.text)) users.add(user);
  }
  return namesOf(slack, incident, users);
}

export interface NamesOf {
  readonly name: Names;
  /** True for guests and people of other organisations. */
  readonly guest: (user: UserId) => boolean;
}

/** The same, where it is known who occurs in the entries. */
export async function namesOf(slack: Slack, incident: Incident, occurring: ReadonlySet<UserId>): Promise<NamesOf> {
  const users = new Set<UserId>([...occurring, incident.declaredBy, ...mentioned(incident.summary)]);
  for (const holding of [...incident.roles, ...incident.pastRoles]) users.add(holding.user);
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

function mentioned(text: string): readonly UserId[] {
  return Array.from(text.matchAll(/<@([UW][A-Z0-9]+)/g), ([, user = '']) => user);
}
