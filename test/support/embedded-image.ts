import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { parsers } from '../../src/store/columns.ts';
import { runMigrations } from '../../src/store/run-migrations.ts';
import type { Tables } from '../../src/store/tables.ts';

// Making an embedded database costs three seconds of a core, beginning as a copy of one less than half a second: a run
// makes one (`makeImages`, in jest's own process), and every test file begins with its copy.

/** `empty`: without tables. */
export type ImageContent = 'empty' | 'migrated';

/** Puts archives of a new embedded database into a folder; returns their paths. */
export async function makeImages(folder: string): Promise<Readonly<Record<ImageContent, string>>> {
  const pglite = await PGlite.create({ parsers });
  const keep = async (content: ImageContent) => {
    const file = join(folder, `${content}.tar`);
    writeFileSync(file, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    return file;
  };
  const empty = await keep('empty');
  await runMigrations(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }));
  const migrated = await keep('migrated');
  await pglite.close();
  return { empty, migrated };
}

/** Where an archive of an embedded database is: a `dataDir` for `openStore` is `memory://` and this. */
export async function embeddedImage(content: ImageContent): Promise<string> {
  const door = process.env.MUSTER_TEST_DOOR;
  if (door === undefined) throw new Error('the embedded database is made by the global set-up of jest');
  const answer = await fetch(`${door}/embedded`);
  if (!answer.ok) throw new Error(await answer.text());
  const images = (await answer.json()) as Awaited<ReturnType<typeof makeImages>>;
  return images[content];
}

/** A copy as a folder, as the bot would have made it at its first start. */
export async function unpackEmbedded(content: ImageContent, dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  await promisify(execFile)('tar', ['-xf', await embeddedImage(content), '-C', dataDir]);
}
