import { chmodSync, mkdirSync, openAsBlob } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { parsers } from './columns.ts';
import { lockFolder } from './folder-lock.ts';
import { StoreError } from './store-error.ts';

/**
 * Opens the embedded database, locked against other processes. It never syncs to disk: a power cut may lose the last writes.
 * `memory://` keeps nothing; with a file's path behind it, it begins as the archive in that file (tests).
 */
export async function openEmbedded(dataDir: string): Promise<{ pglite: PGlite; release: () => void }> {
  if (dataDir.startsWith(memory)) {
    const archive = dataDir.slice(memory.length);
    const begun = archive === '' ? {} : { loadDataDir: await openAsBlob(archive) };
    return { pglite: await PGlite.create({ ...begun, parsers }), release: () => {} };
  }
  const folder = resolve(dataDir);
  let release = () => {};
  try {
    mkdirSync(dirname(folder), { recursive: true });
    release = await lockFolder(folder);
    // Its files are written for everybody to read, by the library: the folder keeps others of the machine out.
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    return { pglite: await PGlite.create({ dataDir: folder, parsers }), release };
  } catch (error) {
    release();
    if (error instanceof StoreError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'folder_unusable',
      `The embedded database in ${folder} cannot be opened (${why}): check DATA_DIR; a folder of another major version must be dumped with that version first.`,
      error,
    );
  }
}

const memory = 'memory://';
