import type { Directory } from '../incident/directory.ts';
import { personBySlack } from '../incident/directory.ts';
import type { Incident, Instant, UserId } from '../incident/incident.ts';
import { type CardFacts, cardFacts } from '../record/card-facts.ts';
import type { Engine } from './engine.ts';

/** Of the key events only the newest are told: no need to read a long record. */
const newest = 200;

/** What was last known of an incident, from the database and the configuration alone: Slack may be away. */
export async function readCard(
  engine: Pick<Engine, 'entries' | 'people'>,
  directory: Directory,
  incident: Incident,
  now: Instant,
): Promise<CardFacts> {
  const entries = await engine.entries(incident, 'key', newest);
  const { summary, updates, asks = [], changes = [], roles } = incident;
  const update = updates.at(-1);
  const texts = [
    summary,
    ...entries.map(({ text }) => text),
    ...asks.map(({ text }) => text),
    ...changes.map(({ text }) => text),
    ...(update === undefined ? [] : [update.happened, update.doing, update.meanwhile]),
  ];
  const users = new Set<UserId>([
    ...texts.flatMap((text) => Array.from(text.matchAll(/<@([UW][A-Z0-9]+)/g), ([, user = '']) => user)),
    ...entries.map(({ actor }) => actor),
    ...roles.map(({ user }) => user),
    ...asks.map(({ who }) => who),
    ...changes.map(({ who }) => who),
    ...(update === undefined ? [] : [update.by]),
  ]);
  const people = await engine.people(
    incident.workspace,
    [...users].filter((user) => /^[UW][A-Z0-9]+$/.test(user)),
  );
  const name = (id: string) =>
    id === 'muster' ? 'Muster' : (people.get(id)?.name ?? personBySlack(directory, id)?.name ?? id);
  return cardFacts(incident, entries, directory, name, now);
}
