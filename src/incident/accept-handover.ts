import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { findHandover, type Handover } from './handovers.ts';
import type { Incident, UserId } from './incident.ts';
import type { Refusal } from './refusals.ts';

/** `Accept`: from here on the role is theirs, and the room is told with how things stand. */
export const acceptHandover: Rule<'accept_handover'> = (incident, { id, by }) => {
  const offered = findOpen(incident, id, by);
  if ('reason' in offered) return refuse(offered);
  const { role, from, to, text } = offered;
  return happened(
    { type: 'handover_accepted', id },
    { type: 'role_taken', role, user: to, from, stands: oneLine(text) },
  );
};

/** `Can't`: the leaver hears it, and still holds the role. */
export const declineHandover: Rule<'decline_handover'> = (incident, { id, by }) => {
  const offered = findOpen(incident, id, by);
  return 'reason' in offered ? refuse(offered) : happened({ type: 'handover_declined', id });
};

function findOpen(incident: Incident, id: number, by: UserId): Handover | Refusal {
  const handover = findHandover(incident, id);
  if (handover === undefined) return { reason: 'unknown_handover' };
  if (handover.to !== by) return { reason: 'not_your_handover', user: handover.to };
  if (handover.state !== 'open') return { reason: 'handover_settled', state: handover.state };
  // What can stand no more was ended in the moment in which that came about.
  return handover;
}

/** The first line of it, for the one line in the room; the whole is on the record, and with who took over. */
function oneLine(text: string): string {
  const [first = ''] = text.trim().split('\n');
  return cutText(first.replace(/\s+/g, ' ').trim(), lineLengthMax);
}

const lineLengthMax = 240;
