import { type Kysely, sql } from 'kysely';

/** What is looked at before it is an incident stands among the incidents, in a phase of its own; App Home and lists ask for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index incident_in_triage on incident (workspace, number) where phase = 'triage'`.execute(db);
}
