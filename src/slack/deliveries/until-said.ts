import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivered, Job } from '../../engine/engine.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Slack } from '../slack.ts';

/** Between two looks, and how long somebody looks before others get the slot, in milliseconds. */
const [lookMs, slotMs] = [50, 300];

/**
 * What is being said in the room comes first: the post-mortem links each line of the timeline to what was said, and
 * `Resolved` is said at the same moment, by another errand. Null: it is said, or it is more than `mostMs` since this was to be
 * done; else when to look again.
 */
export async function untilSaid(slack: Slack, job: Job, incident: Incident, mostMs: number): Promise<Delivered | null> {
  for (let left = slotMs; left > 0 && !job.signal.aborted; left -= lookMs) {
    if (!(await slack.engine.isSaying(incident))) return null;
    await sleep(lookMs);
  }
  const isOverdue = slack.now() - job.since >= mostMs;
  return isOverdue ? null : { outcome: 'later', afterMs: slotMs, why: 'not_said_yet', isCalm: true };
}
