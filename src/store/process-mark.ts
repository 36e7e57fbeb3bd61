import { readFileSync, readlinkSync } from 'node:fs';

/** What tells one process from every other. Where the system does not say (not Linux), `born` and `among` are empty. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in ticks since the machine did: its number may be another's by now. */
  readonly born: string;
  /** Among which processes the number counts: this start of this machine, and the container. */
  readonly among: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, born: born(pid), among: among() };
}

/** `null`: it counts among other processes, which cannot be seen from here. */
export function isAlive(mark: ProcessMark): boolean | null {
  if (mark.among !== among()) return null;
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // `EPERM` means that it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return born(mark.pid) === mark.born;
}

/** Source: proc(5), `/proc/PID/stat`, fields 3 and 22. A killed one that its parent did not look at yet is no longer born. */
function born(pid: number): string {
  const fields = readIfThere(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
}

function among(): string {
  const machine = readIfThere('/proc/sys/kernel/random/boot_id').trim();
  try {
    return `${machine} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return machine;
  }
}

/** What stands in a file; nothing when it is not there, or cannot be read. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
