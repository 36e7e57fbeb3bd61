import { type Kysely, sql } from 'kysely';

/** Surfaces that must agree are painted together, at a pace that all processes share. Errands of before have no round and are done alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table errand add column round text`.execute(db);
  await sql`create index errand_in_round on errand (workspace, number, round) where round is not null`.execute(db);
  await sql`create table pace (workspace text primary key, state jsonb not null)`.execute(db);
}
