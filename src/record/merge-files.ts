import type { FileRef } from './entry.ts';

/**
 * The files of a message as the record keeps them: as Slack tells of them now, and those it no longer has, marked as
 * removed. A file that Slack shows only as a stub (of another organisation, deleted, beyond the plan's limit) keeps the
 * name and the link that are known.
 */
export function mergeFiles(known: readonly FileRef[], told: readonly FileRef[]): readonly FileRef[] {
  const left = [...told];
  const kept = known.map((file): FileRef => {
    const place = left.findIndex((one) => isSame(file, one));
    const [now] = place < 0 ? [] : left.splice(place, 1);
    if (now === undefined) return { ...file, removed: true };
    if (now.permalink !== '') return now;
    const { removed: _, ...was } = file;
    return { ...now, ...was, ...(now.removed ? { removed: true } : {}) };
  });
  return [...kept, ...left];
}

/**
 * The same as an event tells it: what was removed is not brought back, since an event that is late, or repeated, shows it
 * still. The history may know better.
 */
export function mergeHeardFiles(known: readonly FileRef[], told: readonly FileRef[]): readonly FileRef[] {
  return mergeFiles(known, told).map((file, place) => (known[place]?.removed ? { ...file, removed: true } : file));
}

/** Those that are still on the message: what a room may see. */
export function present(files: readonly FileRef[]): readonly FileRef[] {
  return files.filter(({ removed }) => removed !== true);
}

/** Whether they say the same of each file. An id that was not kept in earlier days is no news. */
export function sameFiles(some: readonly FileRef[], others: readonly FileRef[]): boolean {
  return some.length === others.length && some.every((file, place) => saysSame(file, others[place]));
}

function saysSame(file: FileRef, other: FileRef | undefined): boolean {
  if (other === undefined || (file.removed ?? false) !== (other.removed ?? false)) return false;
  return isSame(file, other) && file.name === other.name && file.permalink === other.permalink;
}

function isSame(file: FileRef, other: FileRef): boolean {
  if (file.id !== undefined && other.id !== undefined) return file.id === other.id;
  if (file.permalink !== '' && other.permalink !== '') return file.permalink === other.permalink;
  const [named, id] = file.id === undefined ? [file, other.id] : [other, file.id];
  // A stub has its id for a name; a link has the id in it.
  return file.name === other.name || named.name === id || named.permalink.includes(`/${id}/`);
}
