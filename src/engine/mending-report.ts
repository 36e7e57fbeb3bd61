import type { Instant } from '../incident/incident.ts';
import type { MendingReport, Progress } from '../store/mending.ts';
import { instantOf } from './mend-room.ts';

/** What a reading comes to; `start`: when the record of its room begins. `why`: Slack's code, if it does not show it. */
export function reportOf(progress: Progress, why: string | null, start: Instant): MendingReport {
  const { found, read, until, oldest } = progress;
  // Only the newest page: the span begins with its oldest message.
  const from = progress.newestOnly && oldest !== null ? instantOf(oldest) : start;
  const to = instantOf(until);
  // The last seconds are left out of a reading: in a room that is newer than those, it ends before the record begins.
  return { from: Math.min(from, to), to, read, found, why };
}
