import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Kysely, PGliteDialect } from 'kysely';
import { openEmbedded } from './open-embedded.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';
import { wipeRemoved } from './wipe-removed.ts';

/**
 * Writes the embedded database into one file (a compressed archive of its folder). Nobody else can have the folder open
 * meanwhile, so it is of one moment. The file appears whole or not at all; only its owner may read it, for it holds
 * everything, deleted texts too; not what was removed from the record. Returns its size in bytes.
 */
export async function backupEmbedded(
  dataDir: string,
  file: string,
  options: { readonly force: boolean },
): Promise<number> {
  const folder = resolve(dataDir);
  // Opening a folder makes a database of it.
  if (!existsSync(join(folder, 'PG_VERSION')))
    throw new StoreError('folder_unusable', `There is no database in ${folder}: check DATA_DIR.`);
  if (existsSync(file) && !options.force) {
    throw new StoreError('file_exists', `${file} is there already: name another file, or add --force to replace it.`);
  }
  const { pglite, release } = await openEmbedded(folder);
  try {
    await wipeRemoved(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }));
    await writeArchive(await pglite.dumpDataDir('none'), file);
  } finally {
    await pglite.close();
    release();
  }
  return statSync(file).size;
}

async function writeArchive(archive: Blob, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    writeFileSync(part, await promisify(gzip)(await archive.arrayBuffer()), { mode: 0o600, flush: true });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error : new StoreError('file_unusable', `${file} cannot be written (${code}).`, error);
}
