import type { Incident, UserId } from '../incident/incident.ts';
import type { Entry } from '../record/entry.ts';
import { escapeTyped, type Names, plainOf } from '../record/slack-text.ts';
import { namesFor } from './names-for.ts';
import type { Slack } from './slack.ts';

// No field of a form of Slack's shows mentions: people stand in it by their names, and names that come back are people.

/** Entries read for it: enough for the newest of each kind. */
const readBack = 60;

/** What somebody typed, for a form. */
export async function withNames(slack: Slack, incident: Incident, text: string): Promise<string> {
  return named(text, (await peopleOf(slack, incident)).names);
}

export function named(text: string, names: Names): string {
  return plainOf(escapeTyped(text), names);
}

/** What was sent: where it names somebody of this incident, as the form did, it means that person. */
export async function withMentions(slack: Slack, incident: Incident, text: string): Promise<string> {
  const { users, names } = await peopleOf(slack, incident);
  const byName = new Map(users.map((user) => [`@${names(user)}`, user]));
  // The longest first: @ben is the beginning of @bento.
  const patterns = [...byName.keys()]
    .sort((one, other) => other.length - one.length)
    .map((name) => RegExp.escape(name));
  if (patterns.length === 0) return text;
  return text.replace(new RegExp(`(?:${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'gu'), (name) => {
    const user = byName.get(name);
    return user === undefined ? name : `<@${user}>`;
  });
}

/** Who occurs in an incident and in its newest key events, and what they are called. */
export async function peopleOf(
  slack: Slack,
  incident: Incident,
): Promise<{ readonly entries: readonly Entry[]; readonly names: Names; readonly users: readonly UserId[] }> {
  const entries = await slack.engine.entries(incident, 'key', readBack);
  const { actions, asks = [], changes = [], handovers = [] } = incident;
  const users = new Set<UserId>([
    ...incident.roles.map(({ user }) => user),
    ...asks.map(({ who }) => who),
    ...changes.map(({ who }) => who),
    ...[...entries, ...actions, ...asks, ...changes, ...handovers].flatMap(({ text }) => mentioned(text)),
    ...entries.map(({ actor }) => actor),
  ]);
  users.delete('muster');
  const occurring = [...users].map((user) => ({ actor: user, text: '' }));
  const { name } = await namesFor(slack, incident, occurring);
  const names: Names = (id) => name(id);
  return { entries, names, users: [...users] };
}

function mentioned(text: string): readonly UserId[] {
  return Array.from(text.matchAll(/<@([UW][A-Z0-9]+)/g), ([, user = '']) => user);
}
