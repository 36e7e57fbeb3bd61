import { linkSync, renameSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, markOf, type ProcessMark, readIfThere } from './process-mark.ts';
import { StoreError } from './store-error.ts';

/** How often a lock is touched, and how long one that is not touched belongs to nobody, in milliseconds. */
const rhythm = { touchMs: 3_000, watchMs: 12_000 };

/**
 * Keeps a second process out of the folder of the embedded database: two of them on one folder
 * silently lose each other's rows. The lock is a file `FOLDER.pid` that says which process has the folder.
 * A lock of a living process is never taken; one that a killed process left behind is. A process in another container,
 * or on another machine, cannot be seen: as long as it lives it touches its lock, which is looked at for some seconds.
 * Returns the function that gives the folder back.
 */
export async function lockFolder(folder: string, { touchMs, watchMs } = rhythm): Promise<() => void> {
  const path = `${folder}.pid`;
  const own = JSON.stringify(markOf(process.pid));
  // Written aside and linked: the file never exists without its content, so nobody reads an empty one.
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, own);
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(mine, path)) return held(path, own, touchMs);
      const found = readIfThere(path);
      const holder = markIn(found);
      const lives = holder === null ? false : isAlive(holder);
      if (lives || (lives === null && (await isTouched(path, watchMs)))) throw inUse(folder, holder, lives === null);
      setAside(path, `${mine}.stale`, found);
    }
    throw inUse(folder, markIn(readIfThere(path)), false);
  } finally {
    rmSync(mine, { force: true });
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function held(path: string, own: string, touchMs: number): () => void {
  const touching = setInterval(() => {
    const now = new Date();
    if (readIfThere(path) === own) utimesSync(path, now, now);
  }, touchMs).unref();
  return () => {
    clearInterval(touching);
    if (readIfThere(path) === own) unlinkSync(path);
  };
}

/** Whether somebody goes on saying that they have it. What comes and goes meanwhile is looked at anew by the caller. */
async function isTouched(path: string, watchMs: number): Promise<boolean> {
  const before = touchedAt(path);
  for (let waited = 0; waited < watchMs; waited += watchMs / 20) {
    await sleep(watchMs / 20);
    const now = touchedAt(path);
    if (now !== before) return now !== null;
  }
  return false;
}

function touchedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Renaming decides between two who find the same stale lock: if it was not the stale one after all, it goes back. */
function setAside(path: string, aside: string, stale: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

function markIn(text: string): ProcessMark | null {
  try {
    const { pid, born, among } = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? { pid, born: String(born ?? ''), among: String(among ?? '') } : null;
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: ProcessMark | null, isElsewhere: boolean): StoreError {
  const who = `process ${holder?.pid ?? 'unknown'}${isElsewhere ? ' in another container or on another machine' : ''}`;
  return new StoreError(
    'folder_in_use',
    `The embedded database in ${folder} is in use by ${who}: stop it, or set DATA_DIR to another folder.`,
  );
}
