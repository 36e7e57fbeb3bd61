import type { Rule } from './decision.ts';
import { happened } from './decision.ts';
import { assumedSeverity } from './declare.ts';
import type { EventBody } from './events.ts';
import type { Incident, ReplyTo } from './incident.ts';
import type { Severity } from './policy.ts';

/** It is a problem: the triage becomes the incident, under its number, with all that was found so far. */
export const declareTriage: Rule<'declare_triage'> = (incident, { severity, replyTo }) =>
  happened(triageDeclared(incident, severity, replyTo));

/** It began when it was reported, as far as anybody knows; it was noticed then, too. */
export function triageDeclared(incident: Incident, severity: Severity | null, replyTo: ReplyTo): EventBody {
  const { workspace, number, title, summary, services, policy, times } = incident;
  return {
    type: 'declared',
    ...{ workspace, number, title, summary, services, policy, replyTo },
    private: incident.private,
    severity: severity ?? assumedSeverity,
    severityGiven: severity !== null,
    startedAt: times.started,
    detectedAt: times.detected,
  };
}
