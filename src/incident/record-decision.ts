import { isAtWork, workPhases } from './at-work.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** `/incident decide go back to 4.11 because the schema did not change`: a key event at its own time. */
export const recordDecision: Rule<'record_decision'> = (incident, { text, why, who, happenedAt }, now) => {
  if (text.trim() === '') return refuse({ reason: 'empty', what: 'text' });
  if (!isAtWork(incident)) return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: workPhases });
  if (happenedAt > now) return refuse({ reason: 'time_ahead', time: 'decision' });
  return happened({ type: 'decided', text: text.trim(), why: why.trim(), who, happenedAt });
};
