import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** How much of each is shown. */
const shown = 60;

/** What waits to be told to Slack, and what was last written down, over all incidents: for who wants to see it work. */
export async function lookInside(db: Db) {
  const errands = await db
    .selectFrom('errand')
    .select(['id', 'number', 'sort', 'surface', 'state', 'due_at as dueAt', 'attempt', 'failures', 'why'])
    .select(sql<string>`task ->> 'kind'`.as('task'))
    .orderBy('id')
    .limit(shown)
    .execute();
  const entries = await db
    .selectFrom('entry')
    .select(['id', 'number', 'at', 'kind', 'actor', 'text', 'found', 'deleted_at as deletedAt'])
    .select(sql<number>`jsonb_array_length(revisions)`.as('revisions'))
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
  return { errands, entries };
}
