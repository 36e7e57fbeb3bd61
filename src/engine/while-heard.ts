import { heardUntil } from '../incident/heard-until.ts';
import type { Incident } from '../incident/incident.ts';
import type { Progress } from '../store/mending.ts';
import { tsOf } from './mend-room.ts';

/** The part of a reading that is of the record: what was said in an adopted channel after all was over is not. */
export function whileHeard(progress: Progress, incident: Incident): Progress {
  const end = heardUntil(incident);
  if (end === null || tsOf(end) >= progress.until) return progress;
  const until = tsOf(end);
  return { ...progress, until, before: progress.before < until ? progress.before : until };
}
