import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** Whether an incident stands at this version now, and none of these requests was performed before. */
export async function standsAt(
  db: Db,
  incident: { readonly workspace: string; readonly number: number; readonly version: number },
  keys: readonly string[],
): Promise<boolean> {
  const { workspace, number, version } = incident;
  const found = await sql`
    select from incident where workspace = ${workspace} and number = ${number} and version = ${version}
      and not exists (select from seen where workspace = ${workspace} and key = any(${keys}::text[]))`.execute(db);
  return found.rows.length > 0;
}
