import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * Takes out of the embedded database's files what no row holds any more: dead versions of rows, and the log that has
 * all that was ever written. For when nobody else uses it: the tables are written anew.
 */
export async function wipeRemoved(db: Db): Promise<void> {
  await sql`vacuum full`.execute(db);
  // Parts of the log that are done with are kept to be written over: we go past these, into one that is new, and then all go.
  await sql`set wal_recycle = off`.execute(db);
  for (let ahead = true; ahead; ) {
    const found = await sql<{ ahead: boolean }>`
      select exists (select from pg_ls_waldir()
        where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())) as ahead`.execute(db);
    ahead = found.rows[0]?.ahead === true;
    // A switch from an empty part would stay where it is.
    await sql`select pg_logical_emit_message(false, 'muster', 'next')`.execute(db);
    await sql`select pg_switch_wal()`.execute(db);
  }
  await sql`checkpoint`.execute(db);
}
