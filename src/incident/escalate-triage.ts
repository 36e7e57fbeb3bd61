import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { triageDeclared } from './declare-triage.ts';
import { openTriage, triageDueAt } from './triage.ts';

/**
 * Nobody does anything. First who looks and who reported are told; after as long again without a word it is an incident,
 * if a light one, for unanswered checks are a doubt. Where somebody has looked and found nothing, and only who reported
 * it keeps silent, it is closed: they can say `Still broken` later.
 */
export const escalateTriage: Rule<'escalate_triage'> = (incident, _command, now) => {
  const triage = openTriage(incident);
  const dueAt = triageDueAt(incident);
  if (triage === null || dueAt === null || dueAt > now) return refuse({ reason: 'not_due' });
  if (triage.toldAt === null) return happened({ type: 'triage_told' });
  if (triage.state === 'asked') return happened({ type: 'triage_ended', agreed: false });
  const declared = triageDeclared(incident, 'sev3', { via: 'dm' });
  return happened(declared.type === 'declared' ? { ...declared, severityGiven: false } : declared);
};
