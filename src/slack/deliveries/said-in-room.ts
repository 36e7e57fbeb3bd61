import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../engine/engine.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Slack } from '../slack.ts';

/** Between two looks, in milliseconds. */
const lookMs = 50;

/**
 * Waits until what is being said in the room is said, at most `mostMs` (real time). The post-mortem links each line of the
 * timeline to what was said; `Resolved` is said at the same moment, by another errand.
 */
export async function saidInRoom(slack: Slack, job: Job, incident: Incident, mostMs: number): Promise<void> {
  for (let left = mostMs; left > 0 && !job.signal.aborted; left -= lookMs) {
    if (!(await slack.engine.isSaying(incident))) return;
    await sleep(lookMs);
  }
}
