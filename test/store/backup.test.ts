import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backupEmbedded } from '../../src/store/backup-embedded.ts';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { writePerson } from '../../src/store/people.ts';
import { restoreEmbedded } from '../../src/store/restore-embedded.ts';
import { unpackEmbedded } from '../support/embedded-image.ts';

let folder: string;
let dataDir: string;
let file: string;
const open = () => openStore({ databaseUrl: null, dataDir });
async function remember(name: string): Promise<void> {
  const store = await open();
  await writePerson(store.db, 'T1', { user: 'U1', name, zone: 'UTC', kind: 'member' });
  await store.close();
}
async function remembered(): Promise<readonly string[]> {
  const store = await open();
  const rows = await store.db.selectFrom('person').select('name').execute();
  await store.close();
  return rows.map(({ name }) => name);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
  dataDir = join(folder, 'data');
  file = join(folder, 'muster.backup');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what was backed up comes back, and never over something else unless forced', async () => {
  await expect(backupEmbedded(dataDir, file, { force: false })).rejects.toThrow(/no database in/);
  // Nor is a folder one in which something else lies; it stays as it is.
  writeFileSync(join(folder, 'notes.txt'), 'words');
  await expect(backupEmbedded(folder, file, { force: false })).rejects.toThrow(/no database in/);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  await unpackEmbedded('migrated', dataDir);
  await remember('ana, then');
  const bytes = await backupEmbedded(dataDir, file, { force: false });
  expect(bytes).toBe(statSync(file).size);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(backupEmbedded(dataDir, file, { force: false })).rejects.toThrow(/is there already/);
  await remember('ana, now');

  // Nothing goes on while a bot has the folder.
  const release = await lockFolder(dataDir);
  await expect(backupEmbedded(dataDir, join(folder, 'other'), { force: false })).rejects.toThrow(/in use by process/);
  await expect(restoreEmbedded(dataDir, file, { force: true })).rejects.toThrow(/in use by process/);
  release();

  await expect(restoreEmbedded(dataDir, file, { force: false })).rejects.toThrow(/--force/);
  const before = statSync(dataDir).ino;
  // A file that is cut, bent, or something else costs nothing.
  const whole = readFileSync(file);
  const broken = join(folder, 'broken');
  const bent = Buffer.from(whole);
  bent[Math.floor(bent.length / 2)] = (bent[Math.floor(bent.length / 2)] ?? 0) ^ 255;
  for (const bytes of [whole.subarray(0, whole.length - 100), bent, Buffer.from('words'), gzipSync('words')]) {
    writeFileSync(broken, bytes);
    await expect(restoreEmbedded(dataDir, broken, { force: true })).rejects.toThrow(/nothing was changed/);
  }
  await expect(restoreEmbedded(dataDir, join(folder, 'none'), { force: true })).rejects.toThrow(/ENOENT/);
  expect(statSync(dataDir).ino).toBe(before);

  expect(await restoreEmbedded(dataDir, file, { force: true })).toEqual({ incidents: 0, steps: [] });
  expect(await remembered()).toEqual(['ana, then']);

  // Killed between taking the old away and putting the new in its place: the old is found again.
  const restored = statSync(dataDir).ino;
  renameSync(dataDir, `${dataDir}.replaced`);
  await expect(restoreEmbedded(dataDir, file, { force: false })).rejects.toThrow(/--force/);
  expect(statSync(dataDir).ino).toBe(restored);
}, 120_000);
