import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident, Instant } from './incident.ts';

/** When the room is to be archived; null: not now. Never an adopted channel, never before the lesson is settled. */
export function archiveAt(incident: Incident): Instant | null {
  const { room, phase, postmortem, times, policy, severity } = incident;
  if (room.channel === null || room.adopted || room.archivedAt !== null || room.archiving) return null;
  if (phase !== 'closed' && phase !== 'cancelled') return null;
  const settled = phase === 'cancelled' || postmortem.state === 'published' || postmortem.state === 'waived';
  if (!settled || times.closed === null) return null;
  return Math.max(times.closed, room.broughtBackAt ?? 0) + policy.severities[severity].archiveAfterMs;
}

/** The time has come: first the files, then the channel. */
export const archive: Rule<'archive'> = (incident, _command, now) => {
  const at = archiveAt(incident);
  return at === null || at > now ? refuse({ reason: 'not_due' }) : happened({ type: 'archive_due' });
};

/** The files are in the room: now it may go. */
export const exportKept: Rule<'export_kept'> = (incident) =>
  incident.room.archiving ? happened({ type: 'export_kept' }) : refuse({ reason: 'not_due' });

/** Slack says that the channel was archived or brought back, by us or by hand. */
export const roomChanged: Rule<'room_changed'> = (incident, { archived }, now) =>
  archived === (incident.room.archivedAt !== null)
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_changed', archivedAt: archived ? now : null });
