import type { Instant } from '../incident/incident.ts';

export interface WantedMendings {
  add(workspace: string, dueAt: Instant): void;
  /** The workspaces whose rooms are to be compared by now. */
  due(now: Instant): readonly string[];
  /** When the first of them is due; null: there are none. */
  nextAt(): Instant | null;
  /** What was due at that time is written down. */
  written(now: Instant): void;
}

/** Askings of about the same moment are one. */
const togetherMs = 250;

/**
 * Askings to compare the rooms, kept in memory until they are due, so that an earlier one does not swallow a later
 * one. Every event that cannot be written asks: however long the database is away, they stay few.
 */
export function wantedMendings(): WantedMendings {
  const wanted = new Map<string, readonly Instant[]>();
  return {
    add(workspace, at) {
      const dueAt = Math.ceil(at / togetherMs) * togetherMs;
      const known = wanted.get(workspace) ?? [];
      if (!known.includes(dueAt)) wanted.set(workspace, [...known, dueAt]);
    },
    due(now) {
      const found: string[] = [];
      for (const [workspace, times] of wanted) {
        const due = times.filter((at) => at <= now);
        if (due.length > 0) found.push(workspace);
        // One stands for all that are due.
        if (due.length > 1) wanted.set(workspace, [...due.slice(-1), ...times.filter((at) => at > now)]);
      }
      return found;
    },
    nextAt() {
      const times = [...wanted.values()].flat();
      return times.length === 0 ? null : Math.min(...times);
    },
    written(now) {
      for (const [workspace, times] of wanted) {
        const left = times.filter((at) => at > now);
        if (left.length > 0) wanted.set(workspace, left);
        else wanted.delete(workspace);
      }
    },
  };
}
