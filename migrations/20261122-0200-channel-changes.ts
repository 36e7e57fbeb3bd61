import { type Kysely, sql } from 'kysely';

/** Which id a channel has now that had another: what Slack tells late names the old one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table channel_change (
      workspace text not null,
      old_id text not null,
      new_id text not null,
      primary key (workspace, old_id)
    )`.execute(db);
}
