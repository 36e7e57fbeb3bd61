import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';

let parent = '';
let child: ChildProcess | null = null;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'muster-lock-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});

test('a second process is refused, with the folder and the process named', async () => {
  const folder = join(parent, 'db');
  child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  writeFileSync(`${folder}.pid`, String(child.pid));
  const opening = openStore({ databaseUrl: null, dataDir: folder });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(`in use by process ${child.pid}`);
  expect(existsSync(folder)).toBe(false);
});

test('the lock of a process that was killed is taken over', async () => {
  const folder = join(parent, 'db');
  const killed = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  writeFileSync(`${folder}.pid`, String(killed.pid));
  const gone = new Promise((resolve) => killed.once('exit', resolve));
  killed.kill('SIGKILL');
  await gone;
  lockFolder(folder)();
  expect(existsSync(`${folder}.pid`)).toBe(false);
});

test('an empty or torn lock file is taken over', () => {
  const folder = join(parent, 'db');
  writeFileSync(`${folder}.pid`, '');
  lockFolder(folder)();
});

test('one process cannot open the same folder twice, and what it wrote is there when it opens it again', async () => {
  const dataDir = join(parent, 'nested', 'db');
  const store = await openStore({ databaseUrl: null, dataDir });
  // Incidents are nobody else's on that machine.
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  await store.migrate();
  await store.db.insertInto('workspace_counter').values({ workspace: 'T1', last_number: 7 }).execute();
  await expect(openStore({ databaseUrl: null, dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
  await store.close();
  const again = await openStore({ databaseUrl: null, dataDir });
  expect(await again.db.selectFrom('workspace_counter').selectAll().execute()).toEqual([
    { workspace: 'T1', last_number: 7 },
  ]);
  await again.close();
});
