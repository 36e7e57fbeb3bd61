import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { markOf } from '../../src/store/process-mark.ts';
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
  writeFileSync(`${folder}.pid`, JSON.stringify(markOf(child.pid as number)));
  const opening = openStore({ databaseUrl: null, dataDir: folder });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(`in use by process ${child.pid}`);
  expect(existsSync(folder)).toBe(false);
});

/** Left by hand, as somebody else would have left it. */
async function takenFrom(left: string): Promise<boolean> {
  const folder = join(parent, 'db');
  writeFileSync(`${folder}.pid`, left);
  (await lockFolder(folder, { touchMs: 20, watchMs: 400 }))();
  return !existsSync(`${folder}.pid`);
}

test('the lock of a process that was killed is taken over', async () => {
  const killed = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const left = JSON.stringify(markOf(killed.pid as number));
  const gone = new Promise((resolve) => killed.once('exit', resolve));
  killed.kill('SIGKILL');
  await gone;
  expect(await takenFrom(left)).toBe(true);
});

test('an empty or torn lock file is taken over', async () => {
  for (const left of ['', '{"pid":', '{"pid":-1}', 'null']) expect(await takenFrom(left)).toBe(true);
});

// A bot in a container is process 1, and so is the next one.
test('a lock whose number another process has by now is taken over', async () => {
  expect(await takenFrom(JSON.stringify({ ...markOf(process.pid), born: '1' }))).toBe(true);
});

test('a process in another container has the folder as long as it touches its lock', async () => {
  const elsewhere = JSON.stringify({ ...markOf(process.pid), among: 'another container' });
  expect(await takenFrom(elsewhere)).toBe(true);
  const lock = join(parent, 'db.pid');
  const touching = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
  await expect(takenFrom(elsewhere)).rejects.toThrow(/in use by process \d+ in another container/);
  clearInterval(touching);
  expect(readFileSync(lock, 'utf8')).toBe(elsewhere);
});

test('who has the folder touches its lock, and gives nobody else’s back', async () => {
  const folder = join(parent, 'db');
  const giveBack = await lockFolder(folder, { touchMs: 10, watchMs: 400 });
  const before = statSync(`${folder}.pid`).mtimeMs;
  while (statSync(`${folder}.pid`).mtimeMs === before) await new Promise((resolve) => setTimeout(resolve, 10));
  writeFileSync(`${folder}.pid`, 'of somebody else');
  giveBack();
  expect(readFileSync(`${folder}.pid`, 'utf8')).toBe('of somebody else');
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
