import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { openEmbedded } from './open-embedded.ts';
import { openPool } from './open-pool.ts';
import { missingMigrations, runMigrations } from './run-migrations.ts';
import { StoreError } from './store-error.ts';
import type { Db, Tables } from './tables.ts';

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  /** For what people wait for and for the worker. */
  readonly db: Db;
  /** For recording what people say: a pool of its own, so that a hot room does not starve the others. */
  readonly recordDb: Db;
  /** Brings the tables up to date; safe to call by several processes at once. Returns the names of the steps taken. */
  migrate(): Promise<readonly string[]>;
  /** What `migrate` would take now, and whether the database is still empty. */
  missing(): ReturnType<typeof missingMigrations>;
  /** Throws when the database does not answer within a few seconds. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://…`; null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded database; `memory://` keeps nothing, `memory:///a/file` begins as that archive (tests). */
  readonly dataDir: string;
  /** Connections for `db`; recording has a quarter of it more. */
  readonly poolSize?: number;
}

/** Opens the database and looks whether it can be used; throws a `StoreError` that can be shown as it is. */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl === null
    ? openEmbeddedStore(options.dataDir)
    : openServerStore(options.databaseUrl, options.poolSize ?? 12);
}

async function openServerStore(databaseUrl: string, poolSize: number): Promise<Store> {
  const db = over(databaseUrl, poolSize, answerMs);
  const recordDb = over(databaseUrl, Math.max(2, Math.ceil(poolSize / 4)), answerMs);
  const close = async () => {
    await Promise.all([db.destroy(), recordDb.destroy()]);
  };
  try {
    await checkVersion(db);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'postgres',
    db,
    recordDb,
    migrate: async () => {
      // A migration may take longer than a person waits: a connection without the time limit.
      const patient = over(databaseUrl, 1, null);
      try {
        return await runMigrations(patient);
      } finally {
        await patient.destroy();
      }
    },
    missing: () => missingMigrations(db),
    ping: () => ping(db),
    close,
  };
}

async function openEmbeddedStore(dataDir: string): Promise<Store> {
  const { pglite, release } = await openEmbedded(dataDir);
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kind: 'embedded',
    db,
    recordDb: db,
    migrate: () => runMigrations(db),
    missing: () => missingMigrations(db),
    ping: () => ping(db),
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}

/** A person is told within three seconds that the database does not answer: 2.5 s leaves time to say so. */
const answerMs = 2_500;

function over(databaseUrl: string, size: number, statementMs: number | null): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(databaseUrl, size, statementMs) }) });
}

async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}

async function checkVersion(db: Db): Promise<void> {
  let version: number;
  try {
    const found = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
    version = Number(found.rows[0]?.version ?? 0);
  } catch (error) {
    const why = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new StoreError('unreachable', `The database at DATABASE_URL does not answer: ${why}.`, error);
  }
  if (version < 150_000)
    throw new StoreError(
      'too_old',
      `The database is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed.`,
    );
}
