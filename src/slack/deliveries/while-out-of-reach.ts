// Somebody archived the room, or took the bot out of it, while people are at work: what leads into it waits until it is
// there again, or replaced.
import type { Delivered, Job } from '../../engine/engine.ts';
import type { TaskKind } from '../../incident/errands.ts';
import type { Incident } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { findRoomAgain } from '../find-room-again.ts';
import type { Slack } from '../slack.ts';
import { done } from './delivery.ts';
import { channelOf, comeIn, isInside, isUnknown } from './rejoin-channel.ts';

/** Slack tells when a room is there again; asked now and then as well, in case nobody was listening. */
const lookAgainMs = 10 * 60_000;

const intoRoom: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'invite',
  'pin_briefing',
  'add_bookmarks',
  'paint_briefing',
  'paint_topic',
  'paint_checklist',
  'paint_page',
  'paint_postmortem',
  'paint_section',
  'paint_ask',
  'paint_change',
  'paint_silence',
  'paint_reminder',
  'paint_mark',
  'say_line',
]);

/** Slack's words to one who is outside, or before an archived room. */
export const noEntry: ReadonlySet<string> = new Set([
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'channel_not_found',
]);

/** What becomes of an errand into a room that is known to be out of reach; null: it is not, go on. */
export async function whileOutOfReach(slack: Slack, job: Job, incident: Incident): Promise<Delivered | null> {
  const { channel } = incident.room;
  const why = outOfReach(incident.room);
  if (channel === null || why === null || !leadsIntoRoom(job, incident)) return null;
  // Nobody reads it any more: it keeps its last picture.
  if (isOver(incident)) return done;
  // Whoever took the bot out meant it: only when an archived room comes back it goes in by itself.
  const found = why === 'archived' ? await comeIn(slack, channel) : await channelOf(slack, channel);
  if (isUnknown(found) && (await findRoomAgain(slack, incident))) return waits(0, why);
  if (!isInside(found)) return waits(lookAgainMs, why);
  const back =
    why === 'archived' ? ({ type: 'room_changed', archived: false } as const) : ({ type: 'room_rejoined' } as const);
  await slack.engine.perform(job.ref, { ...back, by: 'muster' });
  return waits(0, why);
}

/** The same for a room of which only Slack's no told; any other no stays as it is. */
export async function unlessOutOfReach(slack: Slack, job: Job, incident: Incident, no: Delivered): Promise<Delivered> {
  const { channel } = incident.room;
  if (no.outcome !== 'never' || channel === null || !leadsIntoRoom(job, incident)) return no;
  // Slack has many words for it: `is_archived`, `is_inactive`, `posting_to_channel_denied`, `not_in_channel`, …
  const found = await channelOf(slack, channel);
  if (isUnknown(found) && (await findRoomAgain(slack, incident))) return waits(0, no.why);
  const isGone = found.ok ? found.result.channel.is_member === false : isUnknown(found);
  if (found.ok && found.result.channel.is_archived === true) {
    await slack.engine.perform(job.ref, { type: 'room_changed', by: 'muster', archived: true });
  } else if (isGone) {
    await slack.engine.perform(job.ref, { type: 'room_left', by: 'muster', leftAt: slack.now(), channel });
  } else if (isInside(found) && noEntry.has(no.why)) {
    // Asked in again, or brought back, between the two questions.
    return waits(null, no.why);
  } else return no;
  // It came back, or got another id, while we asked.
  const now = await slack.engine.incident(job.ref);
  if (now !== null && outOfReach(now.room) === null) return waits(null, no.why);
  if (isAskedFor(job)) return waits(0, 'not_in_channel');
  return isOver(incident) ? done : waits(lookAgainMs, 'not_in_channel');
}

function waits(afterMs: number | null, why: string): Delivered {
  return { outcome: 'later', afterMs, why };
}

function isOver({ phase }: Incident): boolean {
  return phase === 'closed' || phase === 'cancelled';
}

function leadsIntoRoom(job: Job, { room }: Incident): boolean {
  const { task } = job.errand;
  // Files that somebody asked for do not wait for a room that is known to be gone: they come to them.
  if (isAskedFor(job)) return outOfReach(room) === null;
  return intoRoom.has(task.kind) || (task.kind === 'upload_files' && typeof task.to === 'string' && !task.thenArchive);
}

function isAskedFor({ errand: { task } }: Job): boolean {
  return task.kind === 'upload_files' && task.by !== undefined;
}
