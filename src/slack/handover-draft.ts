import { findHandover } from '../incident/handovers.ts';
import type { Incident, UserId } from '../incident/incident.ts';
import { handoverText } from '../record/handover-text.ts';
import { knownZone } from '../record/in-zone.ts';
import { escapeTyped, type Names, plainOf } from '../record/slack-text.ts';
import { namesFor } from './names-for.ts';
import type { Slack } from './slack.ts';

/** Entries read for it: enough for the newest of each kind. */
const readBack = 60;

/** How things stand, for the form: people by their names, times in the zone of who writes. `of`: an offer to write on from. */
export async function handoverDraft(
  slack: Slack,
  incident: Incident,
  zone: string,
  of: number | null = null,
): Promise<string> {
  const { names, entries } = await known(slack, incident);
  const before = of === null ? undefined : findHandover(incident, of);
  if (before !== undefined) return named(before.text, names);
  return handoverText(incident, entries, names, knownZone(zone));
}

/** What somebody typed, for a form: no field of Slack's shows mentions, so people stand there by name. */
export async function withNames(slack: Slack, incident: Incident, text: string): Promise<string> {
  return named(text, (await known(slack, incident)).names);
}

function named(text: string, names: Names): string {
  return plainOf(escapeTyped(text), names);
}

/** What was sent: where it names somebody of this incident, as the draft did, it means that person. */
export async function withMentions(slack: Slack, incident: Incident, text: string): Promise<string> {
  const { users, names } = await known(slack, incident);
  const byName = new Map(users.map((user) => [`@${names(user)}`, user]));
  // The longest first: @ben is the beginning of @bento.
  const patterns = [...byName.keys()].sort((one, other) => other.length - one.length).map(asPattern);
  if (patterns.length === 0) return text;
  return text.replace(new RegExp(`(?:${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'gu'), (name) => {
    const user = byName.get(name);
    return user === undefined ? name : `<@${user}>`;
  });
}

function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function known(slack: Slack, incident: Incident) {
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
