import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

type Steps = typeof migrations;

/**
 * Takes the steps that are still missing, all or none, under Kysely's advisory lock (PostgreSQL).
 * The migrator returns its error and then still lists earlier steps as done, although they were
 * rolled back: what it lists counts only without an error.
 */
export async function runMigrations(db: Kysely<Tables>, steps: Steps = migrations): Promise<readonly string[]> {
  if (await areTaken(db, steps)) return [];
  const { error, results } = await migratorOf(db, steps).migrateToLatest();
  if (error !== undefined) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError('migration_failed', `The database could not be brought up to date: ${why}`, error);
  }
  return (results ?? []).filter((step) => step.status === 'Success').map((step) => step.migrationName);
}

/** The steps still missing, and whether any was ever taken. Reads only. */
export async function missingMigrations(
  db: Kysely<Tables>,
  known: Steps = migrations,
): Promise<{ readonly missing: readonly string[]; readonly isNew: boolean }> {
  if (await areTaken(db, known)) return { missing: [], isNew: false };
  const steps = await migratorOf(db, known).getMigrations();
  const missing = steps.filter((step) => step.executedAt === undefined).map((step) => step.name);
  return { missing, isNew: missing.length === steps.length };
}

function migratorOf(db: Kysely<Tables>, steps: Steps): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
}

/**
 * Whether these steps were taken and no others: nearly every start, and every question whether we are ready. The migrator
 * would find the same, and read every column of every table for it first.
 */
async function areTaken(db: Kysely<Tables>, steps: Steps): Promise<boolean> {
  const found = await sql<{ known: boolean }>`select to_regclass('kysely_migration') is not null as known`.execute(db);
  if (found.rows[0]?.known !== true) return false;
  const taken = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = new Set(taken.rows.map(({ name }) => name));
  return names.size === Object.keys(steps).length && Object.keys(steps).every((name) => names.has(name));
}
