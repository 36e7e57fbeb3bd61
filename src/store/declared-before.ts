import { sql } from 'kysely';
import type { Incident, Instant } from '../incident/incident.ts';
import { json, moment } from './columns.ts';
import type { Db } from './tables.ts';

/**
 * The incident that the same request opened, or the same person with the same words since `since`; null: none. What is
 * asked for in private is never one that is public: it would be told to everybody.
 */
export async function declaredBefore(
  trx: Db,
  asked: {
    readonly workspace: string;
    readonly by: string;
    readonly title: string;
    readonly key: string | null;
    readonly since: Instant;
    readonly private: boolean;
    /** Looked for among those that are still looked at, before they are incidents; else among incidents. */
    readonly triage: boolean;
  },
): Promise<Incident | null> {
  const byKey = await trx
    .selectFrom('seen')
    .innerJoin('incident', (join) =>
      join.onRef('incident.workspace', '=', 'seen.workspace').onRef('incident.number', '=', 'seen.number'),
    )
    .select('incident.state')
    .where('seen.workspace', '=', asked.workspace)
    .where('seen.key', '=', asked.key)
    .executeTakeFirst();
  if (byKey !== undefined) return byKey.state;
  const byWords = await trx
    .selectFrom('incident')
    .select('state')
    .where('workspace', '=', asked.workspace)
    .where('declared_by', '=', asked.by)
    .where('declared_at', '>', moment(asked.since))
    .where('asked', '=', askedAs(asked.title))
    .where('private', 'in', asked.private ? [true] : [true, false])
    // A false alarm that was cancelled does not swallow the real one after it.
    .where(
      asked.triage
        ? sql<boolean>`phase = 'triage' and state->'triage'->>'state' in ('looking', 'asked')`
        : sql<boolean>`phase not in ('cancelled', 'triage')`,
    )
    // Of both kinds the public one is meant, where both stand.
    .orderBy('private')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return byWords?.state ?? null;
}

/** A title as it is compared: letter case and the spaces around it do not count. */
export function askedAs(title: string): string {
  return JSON.parse(json(title.trim().toLowerCase())) as string;
}
