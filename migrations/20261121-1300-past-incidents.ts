import { type Kysely, sql } from 'kysely';

/** What is left of incidents whose time of keeping is over: that they were, how bad, and when. No words, no people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table past_incident (
      workspace text not null,
      number integer not null,
      severity text not null,
      declared_at timestamptz not null,
      closed_at timestamptz not null,
      removed_at timestamptz not null,
      primary key (workspace, number)
    )`.execute(db);
}
