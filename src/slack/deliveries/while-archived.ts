// Somebody archived the room while people are at work: what leads into it waits until it is back, or replaced.
import type { Delivered, Job } from '../../engine/engine.ts';
import type { TaskKind } from '../../incident/errands.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Slack } from '../slack.ts';
import { done } from './delivery.ts';
import { channelOf, comeIn } from './rejoin-channel.ts';

/** Slack tells when a room comes back; asked now and then as well, in case nobody was listening. */
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
  'say_line',
]);

/** What becomes of an errand into a room that is known to be archived; null: it is not, go on. */
export async function whileArchived(slack: Slack, job: Job, incident: Incident): Promise<Delivered | null> {
  const { channel, archivedAt } = incident.room;
  if (channel === null || archivedAt === null || !leadsIntoRoom(job)) return null;
  // Nobody reads it any more: it keeps its last picture.
  if (isOver(incident)) return done;
  const found = await comeIn(slack, channel);
  if (!found.ok || found.result.channel.is_archived === true) return waits(lookAgainMs);
  await slack.engine.perform(job.ref, { type: 'room_changed', by: 'muster', archived: false });
  return waits(0);
}

/** The same for a room of which only Slack's no told that it is archived; any other no stays as it is. */
export async function unlessArchived(slack: Slack, job: Job, incident: Incident, no: Delivered): Promise<Delivered> {
  const { channel } = incident.room;
  if (no.outcome !== 'never' || channel === null || !leadsIntoRoom(job)) return no;
  // Slack has many words for it: `is_archived`, `is_inactive`, `posting_to_channel_denied`, `permission_denied`.
  const found = await channelOf(slack, channel);
  if (!found.ok || found.result.channel.is_archived !== true) return no;
  await slack.engine.perform(job.ref, { type: 'room_changed', by: 'muster', archived: true });
  return isOver(incident) ? done : waits(lookAgainMs);
}

function waits(afterMs: number): Delivered {
  return { outcome: 'later', afterMs, why: 'is_archived' };
}

function isOver({ phase }: Incident): boolean {
  return phase === 'closed' || phase === 'cancelled';
}

function leadsIntoRoom({ errand: { task } }: Job): boolean {
  return intoRoom.has(task.kind) || (task.kind === 'upload_files' && typeof task.to === 'string' && !task.thenArchive);
}
