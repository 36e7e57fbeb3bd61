import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * Until the transaction ends nobody else records who came and went, or what was done to a channel: such a thing has one
 * key when it is heard and another when it is read back, and told both ways in the same moment it would stand there twice.
 */
export async function lockComings(trx: Db, workspace: string, channel: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`comings:${workspace}:${channel}`}, 0))`.execute(trx);
}
