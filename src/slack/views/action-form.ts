import type { ModalView } from '@slack/types';
import { type Action, type Incident, type MessageRef, nameOf } from '../../incident/incident.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

export interface ActionFormFacts {
  /** Plain. */
  readonly text: string;
  readonly source: MessageRef | null;
  /** The one to change; null for a new one. */
  readonly action: Action | null;
}

/** Something to be done after the incident: a new one (from a message, its text is filled in), or one to change. */
export function actionForm(incident: Incident, { text, source, action }: ActionFormFacts): ModalView {
  const owner = action?.owner ?? null;
  const dueOn = action?.dueOn ?? null;
  return modal({
    id: 'add_action',
    memo: { n: incident.number, id: action?.id ?? 0, channel: source?.channel ?? '', ts: source?.ts ?? '' },
    title: `Action for ${nameOf(incident)}`,
    submit: action === null ? 'Add' : 'Save',
    blocks: [
      input(inputs.text, 'What is to be done?', textInput({ multiline: true, initial: text })),
      input(
        inputs.owner,
        'Owner',
        { type: 'users_select', ...(owner === null ? {} : { initial_user: owner }) },
        { optional: true },
      ),
      input(
        inputs.dueOn,
        'Due',
        { type: 'datepicker', ...(dueOn === null ? {} : { initial_date: dueOn }) },
        { optional: true },
      ),
    ],
  });
}
