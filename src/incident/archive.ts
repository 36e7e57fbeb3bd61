import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident, Instant, Room } from './incident.ts';
import { outOfReach } from './out-of-reach.ts';

const hourMs = 60 * 60_000;
/** After so many attempts, about five days, it stays as it is; the briefing says what Slack refused. */
const triesMax = 10;

/** When the room is to be archived; null: not now. Never an adopted channel, never before the lesson is settled. */
export function archiveAt(incident: Incident): Instant | null {
  const { room, phase, postmortem, times, policy, severity } = incident;
  if (room.channel === null || room.adopted || outOfReach(room) !== null) return null;
  if (phase !== 'closed' && phase !== 'cancelled') return null;
  const settled = phase === 'cancelled' || postmortem.state === 'published' || postmortem.state === 'waived';
  if (!settled || times.closed === null) return null;
  if (room.archiving) return retryAt(room);
  return Math.max(times.closed, room.broughtBackAt ?? 0) + policy.severities[severity].archiveAfterMs;
}

/** 1 h, 2 h, 4 h … at most a day after the last attempt: long enough that whatever is under way has ended. */
function retryAt({ archiveTries = 0, archiveTriedAt = 0 }: Room): Instant | null {
  if (archiveTries >= triesMax) return null;
  return archiveTriedAt + Math.min(24 * hourMs, hourMs * 2 ** Math.max(0, archiveTries - 1));
}

/** The time has come: first the files, then the channel. */
export const archive: Rule<'archive'> = (incident, _command, now) => {
  const at = archiveAt(incident);
  return at === null || at > now ? refuse({ reason: 'not_due' }) : happened({ type: 'archive_due' });
};

/** The files are in the room: now it may go, and what an earlier attempt met with is over. */
export const exportKept: Rule<'export_kept'> = (incident) => {
  const { room, problems } = incident;
  if (!room.archiving || room.exportKept === true) return refuse({ reason: 'not_due' });
  const errand = 'upload_files';
  const over = problems.some((problem) => problem.errand === errand);
  return happened({ type: 'export_kept' }, ...(over ? [{ type: 'errand_recovered', errand } as const] : []));
};

/** Slack says that the channel was archived or brought back, by us or by hand. */
export const roomChanged: Rule<'room_changed'> = (incident, { archived }, now) =>
  incident.room.channel === null || archived === (incident.room.archivedAt !== null)
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_changed', archivedAt: archived ? now : null });
