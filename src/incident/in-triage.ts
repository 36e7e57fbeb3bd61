import type { CommandBody } from './commands.ts';
import type { Incident } from './incident.ts';
import type { Refusal } from './refusals.ts';
import type { TriageCommand } from './triage.ts';

const ofTriage: Readonly<Record<TriageCommand['type'], true>> = {
  look_into_triage: true,
  declare_triage: true,
  end_triage: true,
  answer_triage: true,
  escalate_triage: true,
};

/** What makes sense before it is an incident, besides its own verbs: the first checks, and what Slack answers. */
const before: readonly CommandBody['type'][] = ['surface_posted', 'errand_parked', 'errand_recovered'];
const checks: readonly CommandBody['type'][] = ['answer_check', 'note_check'];

/** Why a command is out of place: the verbs of an incident before it is one, those of a triage afterwards; null: it is not. */
export function outOfPlace(incident: Incident, type: CommandBody['type']): Refusal | null {
  const isTriage = incident.phase === 'triage';
  const isVerb = Object.hasOwn(ofTriage, type);
  if (isVerb && !isTriage) return { reason: 'declared_already' };
  // `Still broken` reaches a closed one, too.
  if (!isTriage || before.includes(type) || type === 'answer_triage') return null;
  if (incident.triage?.state === 'no_problem') return { reason: 'triage_closed' };
  if (isVerb) return null;
  return checks.includes(type) ? null : { reason: 'only_triage' };
}
