import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { defaults } from '../../src/config/defaults.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLog } from '../../src/log.ts';
import { rules } from '../../src/rules.ts';
import { backupEmbedded } from '../../src/store/backup-embedded.ts';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { forgetPerson } from '../../src/store/forget-person.ts';
import { openStore } from '../../src/store/open-store.ts';
import { writePerson } from '../../src/store/people.ts';
import { removePast } from '../../src/store/remove-past.ts';
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

test('what was forgotten, and what was kept for long enough, is in no backup made after it', async () => {
  const folderOfWords = join(folder, 'words');
  const backup = join(folder, 'words.backup');
  await unpackEmbedded('migrated', folderOfWords);
  const begin = () => openStore({ databaseUrl: null, dataDir: folderOfWords });
  let store = await begin();
  const now = Date.UTC(2026, 10, 21, 10);
  const engine = createEngine({ store, rules, clock: { now: () => now }, log: createLog('silent') });
  const begun = {
    type: 'declare',
    workspace: 'T1',
    severity: 'sev3',
    private: false,
    services: [],
    summary: '',
  } as const;
  const rest = { startedAt: null, policy: defaults, replyTo: { via: 'dm' } } as const;
  for (const number of [1, 2]) {
    const ref = { workspace: 'T1', number };
    const channel = `C${number}`;
    await engine.declare({ ...begun, ...rest, by: 'U0ANA123', title: `Checkout fails ${number}` }, `declare:${number}`);
    await engine.perform(ref, { type: 'channel_opened', by: 'muster', channel, name: '', invited: [] });
    const said = { kind: 'message', channel, threadTs: null, files: [], at: now } as const;
    for (const [user, text] of [
      ['U0BEN123', `zyzzyva of ben ${number}`],
      ['U0ANA123', `quokka of ana ${number}`],
    ] as const)
      await engine.hear('T1', `said:${user}:${number}`, {
        ...said,
        ts: `${number}.${user.length}${text.length}${user.charCodeAt(2)}`,
        user,
        text,
      });
  }
  const second = { workspace: 'T1', number: 2 };
  await engine.perform(second, { type: 'resolve', by: 'U0ANA123', impactEndedAt: null, note: '' });
  await engine.perform(second, { type: 'close', by: 'U0ANA123' });
  // So much was written that parts of the log were put by, to be written over some day.
  await sql`select pg_logical_emit_message(false, 'test', repeat('zyzzyva ', 3000000))`.execute(store.db);
  await store.close();
  const archived = async () => {
    await backupEmbedded(folderOfWords, backup, { force: true });
    return gunzipSync(readFileSync(backup));
  };
  const before = await archived();
  for (const words of ['zyzzyva of ben 1', 'U0BEN123', 'quokka of ana 2'])
    expect([words, before.includes(words)]).toEqual([words, true]);

  store = await begin();
  await forgetPerson(store.db, 'U0BEN123', [], now);
  expect(await removePast(store.db, now + 1, now, 10)).toBe(1);
  await store.close();
  const archive = await archived();
  expect(archive.includes('quokka of ana 1')).toBe(true);
  for (const words of ['zyzzyva', 'U0BEN123', 'quokka of ana 2'])
    expect([words, archive.includes(words)]).toEqual([words, false]);
  expect(await restoreEmbedded(folderOfWords, backup, { force: true })).toEqual({ incidents: 1, steps: [] });
}, 120_000);
