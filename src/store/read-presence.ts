import { sql } from 'kysely';
import type { Presence } from '../incident/awaited.ts';
import type { Instant, UserId } from '../incident/incident.ts';
import type { Ref } from './read-entries.ts';
import type { Db } from './tables.ts';

/** When each of these people last wrote or marked something in the room, came, and left; who did nothing at all, of whatever kind, is left out. */
export async function readPresence(db: Db, ref: Ref, users: readonly UserId[]): Promise<Presence> {
  if (users.length === 0) return new Map();
  // `membershipWords` says what a coming and a going read like.
  const found = await db
    .selectFrom('entry')
    .select((eb) => [
      'actor as user',
      eb.fn.max<Instant | null>('at').filterWhere('kind', 'in', ['message', 'mark']).as('wordAt'),
      eb.fn
        .max<Instant | null>('at')
        .filterWhere(sql<boolean>`kind = 'membership' and text like '<@%> joined%'`)
        .as('joinedAt'),
      eb.fn
        .max<Instant | null>('at')
        .filterWhere(sql<boolean>`kind = 'membership' and text like '<@%> left%'`)
        .as('leftAt'),
    ])
    .where('workspace', '=', ref.workspace)
    .where('number', '=', ref.number)
    .where('actor', 'in', [...users])
    .groupBy('actor')
    .execute();
  return new Map(found.map(({ user, wordAt, joinedAt, leftAt }) => [user, { wordAt, joinedAt, leftAt }]));
}
