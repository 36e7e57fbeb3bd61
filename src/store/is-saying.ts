import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** Whether an act of this incident is still on its way into the room: it has no ts, and so no link. Parked ones never will. */
export async function isSaying(db: Db, ref: { readonly workspace: string; readonly number: number }): Promise<boolean> {
  const found = await sql`
    select from entry join errand on errand.id = entry.errand
    where entry.workspace = ${ref.workspace} and entry.number = ${ref.number} and entry.ts is null
      and errand.sort = 'say' and errand.state in ('waiting', 'leased')
    limit 1`.execute(db);
  return found.rows.length > 0;
}
