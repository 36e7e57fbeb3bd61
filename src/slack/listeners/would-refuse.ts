import type { Command } from '../../incident/commands.ts';
import { decide } from '../../incident/decide.ts';
import type { Incident, Instant } from '../../incident/incident.ts';
import type { Refusal } from '../../incident/refusals.ts';

/** Whether the rules would say no now; the same rules decide again, under the lock, when the form is sent. */
export function wouldRefuse(incident: Incident, command: Command, now: Instant): Refusal | null {
  const decision = decide(incident, command, now);
  return 'refused' in decision ? decision.refused : null;
}
