import type { ModalView } from '@slack/types';
import { type Incident, type MessageRef, nameOf } from '../../incident/incident.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** Something to be done after the incident; from a message, its text is filled in. `text` is plain. */
export function actionForm(incident: Incident, text = '', source: MessageRef | null = null): ModalView {
  return modal({
    id: 'add_action',
    memo: { n: incident.number, channel: source?.channel ?? '', ts: source?.ts ?? '' },
    title: `Action for ${nameOf(incident)}`,
    submit: 'Add',
    blocks: [
      input(inputs.text, 'What is to be done?', textInput({ multiline: true, initial: text })),
      input(inputs.owner, 'Owner', { type: 'users_select' }, { optional: true }),
      input(inputs.dueOn, 'Due', { type: 'datepicker' }, { optional: true }),
    ],
  });
}
