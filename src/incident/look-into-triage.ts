import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { openTriage } from './triage.ts';

/** `I'll look`: one person has it; whoever presses next takes it over. Pressed again by the same it says that they still do. */
export const lookIntoTriage: Rule<'look_into_triage'> = (incident) =>
  openTriage(incident) === null ? refuse({ reason: 'nothing_changed' }) : happened({ type: 'triage_looked' });
