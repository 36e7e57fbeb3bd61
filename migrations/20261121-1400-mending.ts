import { type Kysely, sql } from 'kysely';

/** How far each room's record has been compared with Slack's history, and what each thread looked like then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table mending (
    workspace text not null,
    number integer not null,
    channel text not null,
    asked integer not null default 0,
    answered integer not null default 0,
    every_thread boolean not null default false,
    due_at timestamptz,
    since_ts text not null,
    progress jsonb,
    report jsonb,
    trouble text,
    failures integer not null default 0,
    lease_until timestamptz,
    leased_by text,
    primary key (workspace, number, channel)
  )`,
  `create index mending_due on mending (due_at) where due_at is not null`,

  `create table thread (
    workspace text not null,
    channel text not null,
    ts text not null,
    replies integer not null,
    latest text not null,
    primary key (workspace, channel, ts)
  )`,
  `create index entry_in_thread on entry (workspace, channel, thread_ts) where thread_ts is not null`,
];
