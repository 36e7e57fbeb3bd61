import type { UserId } from '../incident/incident.ts';
import type { Person } from '../record/entry.ts';
import { text } from './columns.ts';
import type { Db } from './tables.ts';

/** Who stands behind these ids, as far as known. */
export async function readPeople(
  db: Db,
  workspace: string,
  users: readonly UserId[],
): Promise<ReadonlyMap<UserId, Person>> {
  if (users.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['user_id as user', 'name', 'zone', 'kind'])
    .where('workspace', '=', workspace)
    .where('user_id', 'in', users)
    .execute();
  return new Map(rows.map((row) => [row.user, row]));
}

/** Keeps the newest of what Slack says about a person. */
export async function writePerson(db: Db, workspace: string, person: Person): Promise<void> {
  const row = { name: text(person.name), zone: text(person.zone), kind: person.kind };
  await db
    .insertInto('person')
    .values({ workspace, user_id: person.user, ...row })
    .onConflict((conflict) => conflict.columns(['workspace', 'user_id']).doUpdateSet(row))
    .execute();
}
