import { type Kysely, sql } from 'kysely';

/** Every table carries the workspace, so that many workspaces can be served later without rewriting them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table workspace_counter (
    workspace text primary key,
    last_number integer not null
  )`,

  `create table incident (
    workspace text not null,
    number integer not null,
    phase text not null,
    severity text not null,
    private boolean not null,
    channel text,
    declared_by text not null,
    title text not null,
    asked text not null,
    declared_at timestamptz not null,
    state jsonb not null,
    version integer not null,
    primary key (workspace, number)
  )`,
  `create index incident_by_channel on incident (workspace, channel) where channel is not null`,
  `create index incident_open on incident (workspace, severity, declared_at) where phase in ('identifying', 'contained')`,
  `create index incident_by_declarer on incident (workspace, declared_by, declared_at)`,

  `create table entry (
    id bigint generated always as identity primary key,
    workspace text not null,
    number integer not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    kind text not null,
    actor text not null,
    text text not null,
    key_event boolean not null,
    channel text,
    ts text,
    thread_ts text,
    files jsonb not null default '[]',
    revisions jsonb not null default '[]',
    edited_at timestamptz,
    deleted_at timestamptz,
    found text,
    awaited boolean not null default false,
    heard_key text,
    errand bigint
  )`,
  `create index entry_in_reading_order on entry (workspace, number, at, id)`,
  `create unique index entry_of_message on entry (workspace, channel, ts) where kind = 'message'`,
  `create index entry_at_post on entry (workspace, channel, ts) where ts is not null`,
  `create unique index entry_heard_once on entry (workspace, heard_key) where heard_key is not null`,
  `create index entry_of_errand on entry (errand) where errand is not null`,

  `create table mark (
    workspace text not null,
    channel text not null,
    ts text not null,
    how text not null,
    holder text not null,
    present boolean not null,
    changed_at timestamptz not null,
    primary key (workspace, channel, ts, how, holder)
  )`,

  `create table errand (
    id bigint generated always as identity primary key,
    workspace text not null,
    number integer not null,
    sort text not null,
    surface text not null,
    task jsonb not null,
    state text not null default 'waiting',
    due_at timestamptz not null,
    created_at timestamptz not null,
    lease_until timestamptz,
    leased_by text,
    attempt integer not null default 0,
    failures integer not null default 0,
    complained boolean not null default false,
    kept jsonb not null default '{}',
    why text
  )`,
  `create unique index errand_one_paint_waits on errand (workspace, number, surface)
    where sort = 'paint' and state = 'waiting'`,
  `create index errand_in_order on errand (workspace, number, surface, id)`,
  `create index errand_due on errand (state, due_at)`,

  `create table alarm (
    workspace text not null,
    number integer not null,
    name text not null,
    at timestamptz not null,
    command jsonb not null,
    primary key (workspace, number, name)
  )`,
  `create index alarm_due on alarm (at)`,

  `create table seen (
    workspace text not null,
    key text not null,
    number integer not null,
    at timestamptz not null,
    primary key (workspace, key)
  )`,
  `create index seen_by_time on seen (at)`,

  `create table person (
    workspace text not null,
    user_id text not null,
    name text not null,
    zone text not null,
    kind text not null,
    primary key (workspace, user_id)
  )`,
];
