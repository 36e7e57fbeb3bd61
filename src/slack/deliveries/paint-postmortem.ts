// Safe to repeat: see `paintMessage`.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../engine/engine.ts';
import type { Incident } from '../../incident/incident.ts';
import { draftNow } from '../draft-now.ts';
import type { Slack } from '../slack.ts';
import { postmortemHead } from '../views/postmortem-head.ts';
import { type Delivery, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';

/** The first message of the post-mortem's thread. */
export const paintPostmortem: Delivery<'paint_postmortem'> = async (slack, job, incident) => {
  const { channel } = incident.room;
  if (channel === null) return soon;
  const { thread } = incident.postmortem;
  if (thread === null) await saidInRoom(slack, job, incident);
  const { sections } = await draftNow(slack, incident);
  const missing = sections.at(-1)?.missing.length ?? 0;
  return paintMessage(slack, job, {
    surface: { kind: 'postmortem' },
    at: thread === null ? null : { channel, ts: thread },
    channel,
    message: postmortemHead(incident, missing),
  });
};

/** Looks between which lines that are being said have this long, in milliseconds; and how many looks. */
const lookMs = 50;
const mostLooks = 100;

/**
 * The thread and its file link each line of the timeline to what was said in the room. `Resolved` is said at the same
 * moment, by another errand: the thread begins after it, unless Slack takes too long.
 */
async function saidInRoom(slack: Slack, job: Job, incident: Incident): Promise<void> {
  for (let looks = 0; looks < mostLooks && !job.signal.aborted; looks += 1) {
    if (!(await slack.engine.isSaying(incident))) return;
    await sleep(lookMs);
  }
}
