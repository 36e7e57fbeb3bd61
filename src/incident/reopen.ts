import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** It came back, or was never gone. Impact goes on in a new span; an archived room is replaced, as bots cannot unarchive. */
export const reopen: Rule<'reopen'> = (incident, command) => {
  const reason = command.reason.trim();
  if (incident.phase === 'identifying') return refuse({ reason: 'already_in_phase', phase: 'identifying' });
  if (reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return happened({ type: 'reopened', from: incident.phase, reason, newRoom: incident.room.archivedAt !== null });
};
