import { type Kysely, sql } from 'kysely';

/** How many calls of a method are left to reading back what was missed, counted by all processes together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table call_budget (
      workspace text not null,
      method text not null,
      level double precision not null,
      at timestamptz not null,
      rest_until timestamptz not null,
      primary key (workspace, method)
    )`.execute(db);
}
