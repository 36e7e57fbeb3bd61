import type { Incident } from '../../incident/incident.ts';
import type { Refusal } from '../../incident/refusals.ts';
import { plainOf } from '../../record/slack-text.ts';
import { inputs } from '../ids.ts';
import { refusalWords } from './refusal.ts';

/** Which field of a form a refusal is about; null: none of them alone. */
export function refusedField(refused: Refusal): string | null {
  switch (refused.reason) {
    case 'empty':
      return refused.what === 'title' ? inputs.title : refused.what === 'reason' ? inputs.reason : inputs.text;
    case 'time_ahead':
    case 'time_out_of_order':
      return refused.time === 'impact_end' ? inputs.impactEndedAt : inputs.startedAt;
    case 'next_update_past':
      return inputs.next;
    default:
      return null;
  }
}

/** A refusal as a form shows it under a field: plain text, for Slack formats nothing there; times in UTC. */
export function refusalInForm(incident: Incident | null, refused: Refusal, name: (id: string) => string): string {
  return plainOf(refusalWords(incident, refused), name).replaceAll('`', '');
}
