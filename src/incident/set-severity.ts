import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { isOpen } from './incident.ts';

/** Somebody says how bad it is. Saying the assumed severity out loud confirms it. */
export const setSeverity: Rule<'set_severity'> = (incident, { severity, reason }) => {
  if (!isOpen(incident))
    return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: ['identifying', 'contained'] });
  if (severity === incident.severity && incident.severityGiven) return refuse({ reason: 'same_severity', severity });
  return happened({ type: 'severity_set', from: incident.severity, to: severity, reason: reason.trim() });
};
