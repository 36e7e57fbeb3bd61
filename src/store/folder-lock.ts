import { linkSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { StoreError } from './store-error.ts';

/**
 * Keeps a second process out of the folder of the embedded database: two of them on one folder
 * silently lose each other's rows. The lock is a file `FOLDER.pid` with the process id in it.
 * A lock of a living process is never taken; one that a killed process left behind is.
 * Returns the function that gives the folder back.
 */
export function lockFolder(folder: string, pid: number = process.pid): () => void {
  const path = `${folder}.pid`;
  // Written aside and linked: the file never exists without its content, so nobody reads an empty one.
  const mine = `${path}.${pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, String(pid));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(mine, path)) return () => release(path, pid);
      const holder = readPid(path);
      if (holder !== null && isAlive(holder)) throw inUse(folder, holder);
      setAside(path, `${mine}.stale`, holder);
    }
    throw inUse(folder, readPid(path));
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

/** Renaming decides between two who find the same stale lock: if it was not the stale one after all, it goes back. */
function setAside(path: string, aside: string, stale: number | null): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readPid(aside) !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, pid: number): void {
  if (readPid(path) === pid) unlinkSync(path);
}

function readPid(path: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** `EPERM` means that it lives and belongs to somebody else. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A killed process whose parent has not looked yet still answers signals, but writes nothing any more (Linux). */
function isZombie(pid: number): boolean {
  try {
    return statSync(`/proc/${pid}`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    return false;
  }
}

function inUse(folder: string, holder: number | null): StoreError {
  return new StoreError(
    'folder_in_use',
    `The embedded database in ${folder} is in use by process ${holder ?? 'unknown'}: stop it, or set DATA_DIR to another folder.`,
  );
}
