import { inPlace } from './changes.ts';
import { checkedBefore, unansweredItems } from './checks.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { withinMinute } from './same-minute.ts';

/**
 * Somebody says that it is over, and when the impact ended (when it was contained, unless they say
 * otherwise). The draft of the post-mortem follows at once, while memory is fresh.
 */
export const resolve: Rule<'resolve'> = (incident, command, now) => {
  if (incident.phase === 'resolved') return refuse({ reason: 'already_in_phase', phase: 'resolved' });
  if (incident.phase !== 'identifying' && incident.phase !== 'contained') {
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  }
  const containedAt = incident.phase === 'contained' ? incident.times.contained : null;
  const beganAt = incident.impact.at(-1)?.from ?? incident.times.started;
  const saidAt = command.impactEndedAt ?? containedAt ?? now;
  if (saidAt > now) return refuse({ reason: 'time_ahead', time: 'impact_end' });
  const impactEndedAt = withinMinute(saidAt, [beganAt, containedAt]);
  if (impactEndedAt < beganAt) {
    return refuse({ reason: 'time_out_of_order', time: 'impact_end', before: 'started', beforeAt: beganAt });
  }
  return happened(
    {
      type: 'resolved',
      impactEndedAt,
      unanswered: unansweredItems(incident, checkedBefore.resolved),
      ...inPlace(incident),
      note: command.note.trim(),
    },
    { type: 'postmortem_drafted', again: incident.postmortem.thread !== null },
  );
};
