import { join } from 'node:path';
import { lockFolder } from '../src/store/folder-lock.ts';

/** Keeps a second sandbox out of the folder of a kept one; returns what gives it back. Throws with words for who started it. */
export async function holdFolder(folder: string): Promise<() => void> {
  try {
    return await lockFolder(join(folder, 'workspace'));
  } catch {
    throw new Error(`Another sandbox keeps its workspace in ${folder}: end that one first, or leave out --keep.`);
  }
}
