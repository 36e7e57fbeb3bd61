import type { Outcome } from '../../engine/engine.ts';
import type { Refusal } from '../../incident/refusals.ts';
import { inputs } from '../ids.ts';
import { refusal } from '../views/refusal.ts';
import { trouble } from '../views/trouble.ts';
import type { FormAnswer } from './listener.ts';

/** A form closes when the incident agreed; a no stands at the field that it is about, and nothing typed is lost. */
export function answerForm(outcome: Outcome, field: string): FormAnswer {
  switch (outcome.kind) {
    case 'done':
    case 'repeated':
      return null;
    case 'refused':
      // Sending a form without a change is as good as closing it.
      if (outcome.refusal.reason === 'nothing_changed') return null;
      return { errors: { [fieldOf(outcome.refusal, field)]: refusal(outcome.incident, outcome.refusal).text } };
    case 'not_found':
      return { update: trouble.asForm(trouble.unknownIncident(0)) };
  }
}

function fieldOf(refused: Refusal, field: string): string {
  if (refused.reason === 'empty' && refused.what === 'title') return inputs.title;
  if (refused.reason === 'empty' && refused.what === 'reason') return inputs.reason;
  return field;
}
