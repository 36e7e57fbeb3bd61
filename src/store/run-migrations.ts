import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/**
 * Takes the steps that are still missing, all or none, under Kysely's advisory lock (PostgreSQL).
 * The migrator returns its error and then still lists earlier steps as done, although they were
 * rolled back: what it lists counts only without an error.
 */
export async function runMigrations(db: Kysely<Tables>, steps = migrations): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError('migration_failed', `The database could not be brought up to date: ${why}`, error);
  }
  return (results ?? []).filter((step) => step.status === 'Success').map((step) => step.migrationName);
}

/** The steps still missing, and whether any was ever taken. Reads only. */
export async function missingMigrations(
  db: Kysely<Tables>,
  known = migrations,
): Promise<{ readonly missing: readonly string[]; readonly isNew: boolean }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...known }) } });
  const steps = await migrator.getMigrations();
  const missing = steps.filter((step) => step.executedAt === undefined).map((step) => step.name);
  return { missing, isNew: missing.length === steps.length };
}
