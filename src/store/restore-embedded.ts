import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { parsers } from './columns.ts';
import { lockFolder } from './folder-lock.ts';
import { missingMigrations, runMigrations } from './run-migrations.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export interface Restored {
  readonly incidents: number;
  /** The steps that brought an older backup up to date. */
  readonly steps: readonly string[];
}

/**
 * Puts a backup in the place of the embedded database. The file is unpacked, opened and brought up to date beside the
 * folder first; only when all of that went well do the two change places, so a broken file costs nothing.
 */
export async function restoreEmbedded(
  dataDir: string,
  file: string,
  options: { readonly force: boolean },
): Promise<Restored> {
  const folder = resolve(dataDir);
  mkdirSync(dirname(folder), { recursive: true });
  const release = await lockFolder(folder);
  const fresh = `${folder}.restoring`;
  const old = `${folder}.replaced`;
  try {
    // A restore was killed between the two renames.
    if (!existsSync(folder) && existsSync(old)) renameSync(old, folder);
    if (!options.force && existsSync(folder) && readdirSync(folder).length > 0) {
      throw new StoreError(
        'file_exists',
        `There is a database in ${folder}: add --force to put the backup in its place.`,
      );
    }
    const archive = await read(file);
    rmSync(fresh, { recursive: true, force: true });
    const restored = await unpack(archive, fresh, file);
    rmSync(old, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
    rmSync(old, { recursive: true, force: true });
    return restored;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    release();
  }
}

/** The check sum at the end of a compressed file tells whether it is whole. */
async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const archive = await promisify(gunzip)(readFileSync(file));
    if (!archive.includes('PG_VERSION')) throw new Error('it holds no database');
    return new Uint8Array(archive);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new StoreError('file_unusable', `${file} is no whole backup (${why}); nothing was changed.`, error);
  }
}

async function unpack(archive: Uint8Array<ArrayBuffer>, folder: string, file: string): Promise<Restored> {
  try {
    const pglite = await PGlite.create({ dataDir: folder, loadDataDir: new Blob([archive]), parsers });
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    try {
      if ((await missingMigrations(db)).isNew) throw new Error('it holds no tables of Muster');
      const steps = await runMigrations(db);
      const { incidents } = await db
        .selectFrom('incident')
        .select((eb) => eb.fn.countAll<number>().as('incidents'))
        .executeTakeFirstOrThrow();
      return { incidents, steps };
    } finally {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError('file_unusable', `${file} cannot be restored (${why}); nothing was changed.`, error);
  }
}
