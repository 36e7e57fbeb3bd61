import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { isAway } from '../../src/store/is-away.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import type { StoreError } from '../../src/store/store-error.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { embeddedImage } from '../support/embedded-image.ts';

type Column =
  | 'text'
  | 'int4'
  | 'int8'
  | 'float8'
  | 'bool'
  | 'timestamptz'
  | 'jsonb'
  | `${'text' | 'int8' | 'timestamptz' | 'jsonb'}?`;

/** Every column of `Tables`, as the database should have it; `?`: may be null. The compiler holds it against the types. */
const columns: { readonly [Table in keyof Tables]: { readonly [Name in keyof Tables[Table]]-?: Column } } = {
  workspace_counter: { workspace: 'text', last_number: 'int4' },
  incident: {
    workspace: 'text',
    number: 'int4',
    phase: 'text',
    severity: 'text',
    private: 'bool',
    channel: 'text?',
    declared_by: 'text',
    title: 'text',
    asked: 'text',
    declared_at: 'timestamptz',
    state: 'jsonb',
    version: 'int4',
  },
  entry: {
    id: 'int8',
    workspace: 'text',
    number: 'int4',
    at: 'timestamptz',
    recorded_at: 'timestamptz',
    kind: 'text',
    actor: 'text',
    text: 'text',
    key_event: 'bool',
    channel: 'text?',
    ts: 'text?',
    thread_ts: 'text?',
    files: 'jsonb',
    revisions: 'jsonb',
    edited_at: 'timestamptz?',
    deleted_at: 'timestamptz?',
    found: 'text?',
    awaited: 'bool',
    heard_key: 'text?',
    errand: 'int8?',
  },
  mark: {
    workspace: 'text',
    channel: 'text',
    ts: 'text',
    how: 'text',
    holder: 'text',
    present: 'bool',
    changed_at: 'timestamptz',
  },
  errand: {
    id: 'int8',
    workspace: 'text',
    number: 'int4',
    sort: 'text',
    surface: 'text',
    task: 'jsonb',
    state: 'text',
    due_at: 'timestamptz',
    created_at: 'timestamptz',
    lease_until: 'timestamptz?',
    leased_by: 'text?',
    attempt: 'int4',
    failures: 'int4',
    complained: 'bool',
    kept: 'jsonb',
    why: 'text?',
    round: 'text?',
  },
  alarm: { workspace: 'text', number: 'int4', name: 'text', at: 'timestamptz', command: 'jsonb' },
  seen: { workspace: 'text', key: 'text', number: 'int4', at: 'timestamptz' },
  person: { workspace: 'text', user_id: 'text', name: 'text', zone: 'text', kind: 'text' },
  past_incident: {
    workspace: 'text',
    number: 'int4',
    severity: 'text',
    declared_at: 'timestamptz',
    closed_at: 'timestamptz',
    removed_at: 'timestamptz',
  },
  mending: {
    workspace: 'text',
    number: 'int4',
    channel: 'text',
    asked: 'int4',
    answered: 'int4',
    every_thread: 'bool',
    due_at: 'timestamptz?',
    since_ts: 'text',
    progress: 'jsonb?',
    report: 'jsonb?',
    trouble: 'text?',
    failures: 'int4',
    lease_until: 'timestamptz?',
    leased_by: 'text?',
  },
  thread: { workspace: 'text', channel: 'text', ts: 'text', replies: 'int4', latest: 'text' },
  pace: { workspace: 'text', state: 'jsonb' },
  call_budget: { workspace: 'text', method: 'text', level: 'float8', at: 'timestamptz', rest_until: 'timestamptz' },
  channel_change: { workspace: 'text', old_id: 'text', new_id: 'text' },
};

describe.each(['pglite', 'postgres'] as const)('the tables on %s', (kind) => {
  let database: TestDatabase | null = null;
  let store: Store;
  beforeAll(async () => {
    database = kind === 'postgres' ? await createTestDatabase('empty') : null;
    const dataDir = kind === 'pglite' ? `memory://${await embeddedImage('empty')}` : '';
    store = await openStore({ databaseUrl: database?.url ?? null, dataDir });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await database?.drop();
  });

  test('are made from nothing, by several at once, and once only', async () => {
    const taken = await Promise.all(kind === 'postgres' ? [store.migrate(), store.migrate()] : [store.migrate()]);
    expect(taken.flat()).toEqual(Object.keys(migrations));
    expect(await store.migrate()).toEqual([]);
  });

  test('are those that the program believes in', async () => {
    const found = await sql<{ table: string; name: string; type: string; nullable: string }>`
      select table_name as table, column_name as name, udt_name as type, is_nullable as nullable
      from information_schema.columns where table_schema = 'public' and table_name not like 'kysely_%'`.execute(
      store.db,
    );
    const real: Record<string, Record<string, string>> = {};
    for (const { table, name, type, nullable } of found.rows) {
      real[table] = { ...real[table], [name]: `${type}${nullable === 'YES' ? '?' : ''}` };
    }
    expect(real).toEqual(columns);
  });

  test('carry the workspace, every one', () => {
    for (const table of Object.values(columns)) expect(Object.keys(table)).toContain('workspace');
  });

  test('instants and large numbers come out as they went in, in any zone of the session', async () => {
    const at = Date.UTC(2026, 10, 21, 10, 0, 0, 123);
    const seen = await store.db.transaction().execute(async (trx) => {
      await sql`set local timezone = 'Asia/Kolkata'`.execute(trx);
      const iso = new Date(at).toISOString();
      return sql<{ at: number; count: number }>`
        select ${iso}::timestamptz as at, 9007199254740991::int8 as count`.execute(trx);
    });
    expect(seen.rows).toEqual([{ at, count: 9007199254740991 }]);
  });
});

test('a step that fails is reported, and takes the steps before it back', async () => {
  const { runMigrations } = await import('../../src/store/run-migrations.ts');
  const store = await openStore({ databaseUrl: null, dataDir: `memory://${await embeddedImage('empty')}` });
  const broken = { ...migrations, '20991231-0000-broken': { up: () => Promise.reject(new Error('no such column')) } };
  await expect(runMigrations(store.db, broken)).rejects.toThrow('no such column');
  expect((await store.db.introspection.getTables()).map(({ name }) => name)).toEqual([]);
  await store.close();
});

test('a connection that is lost in the middle of a step is a database that is away: whoever starts waits for it', async () => {
  const { runMigrations } = await import('../../src/store/run-migrations.ts');
  const database = await createTestDatabase('empty');
  const store = await openStore({ databaseUrl: database.url, dataDir: '', poolSize: 2 });
  const lost = {
    ...migrations,
    '99999999-9999-lost': {
      up: (db: typeof store.db) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(db),
    },
  } as unknown as typeof migrations;
  const error = await runMigrations(store.db, lost).catch((one: unknown) => one);
  expect(isAway((error as StoreError).cause)).toBe(true);
  await store.close();
  await database.drop();
});
