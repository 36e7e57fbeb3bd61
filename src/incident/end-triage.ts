import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { anyCheckAnswered, openTriage, triageChecks } from './triage.ts';

/**
 * `No problem`: whoever reported it is asked whether they agree; reporting and looking oneself, one agrees with oneself.
 * Where nobody answered a first check nobody has looked, and there is doubt.
 */
export const endTriage: Rule<'end_triage'> = (incident, { by }) => {
  const triage = openTriage(incident);
  if (triage === null || triage.state === 'asked') return refuse({ reason: 'nothing_changed' });
  const any = triageChecks(incident.policy).some(({ items }) => items.length > 0);
  if (any && !anyCheckAnswered(incident)) return refuse({ reason: 'checks_unanswered' });
  const own = by === triage.reportedBy;
  return own ? happened({ type: 'triage_ended', agreed: true }) : happened({ type: 'triage_asked' });
};
