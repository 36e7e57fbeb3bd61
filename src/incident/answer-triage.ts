import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { triageDeclared } from './declare-triage.ts';

/**
 * `Agreed` or `Still broken`, by who reported it. Still broken makes it an incident at once, also when it was closed
 * already: in doubt it escalates. A guest's word does not declare, but it is looked at again.
 */
export const answerTriage: Rule<'answer_triage'> = (incident, { by, answer }) => {
  const { triage } = incident;
  if (triage === undefined) return refuse({ reason: 'nothing_changed' });
  if (by !== triage.reportedBy) return refuse({ reason: 'not_reporter', user: triage.reportedBy });
  if (answer === 'agreed') {
    if (triage.state === 'no_problem') return refuse({ reason: 'triage_closed' });
    const asked = triage.state === 'asked';
    return asked ? happened({ type: 'triage_ended', agreed: true }) : refuse({ reason: 'nothing_changed' });
  }
  if (!triage.guest) return happened({ type: 'triage_doubted' }, triageDeclared(incident, null, { via: 'dm' }));
  return triage.state === 'looking' ? refuse({ reason: 'nothing_changed' }) : happened({ type: 'triage_doubted' });
};
