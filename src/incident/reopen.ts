import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { neverOpened } from './opening.ts';
import { outOfReach } from './out-of-reach.ts';

/**
 * It came back, or was never gone. Impact goes on in a new span; an archived room is replaced, as bots cannot
 * unarchive, and so is one that the bot was taken out of, or that is another incident's by now. That alone is a
 * reason too: while people are at work, they get a new one; and where the first could not be opened, it is tried again.
 */
export const reopen: Rule<'reopen'> = (incident, command) => {
  const reason = command.reason.trim();
  const { announcement } = incident.room;
  const newRoom =
    outOfReach(incident.room) !== null || incident.room.passedOnAt !== undefined || neverOpened(incident) !== undefined;
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
