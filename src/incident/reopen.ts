import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/**
 * It came back, or was never gone. Impact goes on in a new span; an archived room is replaced, as bots cannot
 * unarchive. That alone is a reason too: while people are at work and their room was archived, they get a new one.
 */
export const reopen: Rule<'reopen'> = (incident, command) => {
  const reason = command.reason.trim();
  const { archivedAt, announcement } = incident.room;
  const newRoom = archivedAt !== null;
  if (incident.phase === 'identifying' && !newRoom) return refuse({ reason: 'already_in_phase', phase: 'identifying' });
  if (reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return happened({
    type: 'reopened',
    from: incident.phase,
    reason,
    newRoom,
    ...(newRoom ? { announcement } : {}),
  });
};
