import type { Instant } from '../incident/incident.ts';
import type { Entry } from '../record/entry.ts';

const acts = new Set<Entry['kind']>(['phase', 'time', 'role']);

/** The act that happened at one of the incident's times, if it was posted: the source of that time. */
export function tellerOf(entries: readonly Entry[], at: Instant): Entry | undefined {
  return entries.find((entry) => entry.at === at && acts.has(entry.kind) && entry.ts !== null);
}
