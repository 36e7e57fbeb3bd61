import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { type Finding, unwell, well } from './finding.ts';

const todos: Readonly<Record<StoreError['reason'], string>> = {
  unreachable: 'start it, or correct DATABASE_URL',
  too_old: 'use PostgreSQL 15 or newer',
  folder_in_use: 'if that is the bot itself, all is well: stop it to look inside',
  folder_unusable: 'let the user of this process write there, or set DATA_DIR',
  migration_failed: 'npm run migrate says more',
  file_exists: 'name another file',
  file_unusable: 'name another file',
};

/** Reach, version, and whether its tables are those of this code. Changes nothing; an embedded one is not made. */
export async function checkDatabase(environment: Environment): Promise<Finding> {
  const folder = resolve(environment.dataDir);
  if (environment.databaseUrl === null && !existsSync(folder)) return futureFolder(folder);
  try {
    const store = await openStore({ databaseUrl: environment.databaseUrl, dataDir: environment.dataDir, poolSize: 1 });
    try {
      const { missing, isNew } = await store.missing();
      const name = store.kind === 'postgres' ? 'PostgreSQL answers' : `embedded, in ${folder}`;
      if (isNew) return well('database', `${name}; empty, its tables are made at the first start`);
      if (missing.length === 0) return well('database', `${name}; its tables are up to date`);
      return unwell(
        'database',
        `${name}; steps are missing: ${missing.join(', ')}`,
        'npm run migrate; the next start does it too',
      );
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return unwell('database', error.message, todos[error.reason]);
  }
}

/** The nearest folder that is there must let us make the rest. */
function futureFolder(folder: string): Finding {
  let parent = dirname(folder);
  while (!existsSync(parent)) parent = dirname(parent);
  try {
    accessSync(parent, constants.W_OK);
    return well('database', `embedded; made in ${folder} at the first start`);
  } catch {
    return unwell('database', `embedded: ${parent} cannot be written`, todos.folder_unusable);
  }
}
