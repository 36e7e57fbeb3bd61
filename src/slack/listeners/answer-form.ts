import type { Outcome } from '../../engine/engine.ts';
import type { Refusal } from '../../incident/refusals.ts';
import type { Slack } from '../slack.ts';
import { refusalInForm, refusedField } from '../views/refusal-in-form.ts';
import { trouble } from '../views/trouble.ts';
import type { FormAnswer, Submitted } from './listener.ts';

/** A form closes when the incident agreed; a no stands at the field that it is about, and nothing typed is lost. */
export async function answerForm(submitted: Submitted, outcome: Outcome, field: string): Promise<FormAnswer> {
  switch (outcome.kind) {
    case 'done':
    case 'repeated':
      return null;
    case 'refused':
      // Sending a form without a change is as good as closing it.
      if (outcome.refusal.reason === 'nothing_changed') return null;
      return { errors: { [fieldIn(submitted, outcome.refusal) ?? field]: await inWords(submitted.slack, outcome) } };
    case 'not_found':
      return { update: trouble.asForm(trouble.unknownIncident(0)) };
  }
}

/** An error at a field that the form does not have would be shown as trouble with the connection. */
function fieldIn(submitted: Submitted, refused: Refusal): string | null {
  const field = refusedField(refused);
  return field !== null && Object.hasOwn(submitted.values, field) ? field : null;
}

/** Plain text: Slack formats nothing under a field, so people are named here. */
async function inWords(
  slack: Slack,
  { incident, refusal }: Extract<Outcome, { readonly kind: 'refused' }>,
): Promise<string> {
  const user = 'user' in refusal ? refusal.user : null;
  const name = user === null ? '' : (await slack.people.find(user)).name;
  return refusalInForm(incident, refusal, () => name);
}
