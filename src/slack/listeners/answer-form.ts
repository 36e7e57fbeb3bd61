import type { ModalView } from '@slack/types';
import type { Outcome } from '../../engine/engine.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Refusal } from '../../incident/refusals.ts';
import { typed } from '../form-values.ts';
import type { Slack } from '../slack.ts';
import type { Again } from '../views/again.ts';
import { refusalInForm, refusedField } from '../views/refusal-in-form.ts';
import { trouble } from '../views/trouble.ts';
import type { FormAnswer, Submitted } from './listener.ts';

/** A form closes when the incident agreed; a no stands at the field that it is about, and nothing typed is lost. */
export async function answerForm(
  submitted: Submitted,
  outcome: Outcome,
  field: string,
  shownAgain?: (incident: Incident, again: Again) => ModalView,
): Promise<FormAnswer> {
  switch (outcome.kind) {
    case 'done':
    case 'repeated':
      return null;
    case 'refused':
      // Sending a form without a change is as good as closing it.
      if (outcome.refusal.reason === 'nothing_changed') return null;
      if (outcome.refusal.reason === 'form_overtaken' && shownAgain !== undefined) {
        return { update: shownAgain(outcome.incident, again(submitted, outcome.refusal)) };
      }
      return { errors: { [fieldIn(submitted, outcome.refusal) ?? field]: await inWords(submitted.slack, outcome) } };
    case 'not_found':
      return { update: trouble.asForm(trouble.unknownIncident(0)) };
  }
}

/** Whatever was typed and chosen stays in it. */
function again({ values }: Submitted, { fields, seen }: Extract<Refusal, { reason: 'form_overtaken' }>): Again {
  return {
    typed: Object.fromEntries(Object.keys(values).map((block) => [block, typed(values, block)])),
    overtaken: fields,
    seen,
  };
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
