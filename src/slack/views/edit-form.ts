import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { severitySelect } from './severity-select.ts';

/** Title, summary and severity corrected, with the reason that goes on the timeline. */
export function editForm(incident: Incident): ModalView {
  return modal({
    id: 'edit',
    memo: { n: incident.number },
    title: `Edit ${nameOf(incident)}`,
    submit: 'Save',
    blocks: [
      input(inputs.title, 'Title', textInput({ initial: incident.title })),
      input(inputs.severity, 'Severity', severitySelect(incident.policy, incident.severity)),
      input(inputs.summary, 'Summary', textInput({ multiline: true, initial: incident.summary }), { optional: true }),
      input(inputs.reason, 'Reason', textInput({ placeholder: 'EU and US hit' }), {
        hint: 'It goes on the timeline with the change.',
      }),
    ],
  });
}
