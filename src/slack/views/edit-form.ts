import type { KnownBlock, ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { context, fieldLength, input, modal, textInput } from '../blocks.ts';
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
      summary(incident),
      input(inputs.reason, 'Reason', textInput({ placeholder: 'EU and US hit' }), {
        hint: 'It goes on the timeline with the change.',
      }),
    ],
  });
}

/** What is too long for a form is not put into it: saving would cut it. */
function summary({ summary: text }: Incident): KnownBlock {
  if (text.length > fieldLength) {
    return context(
      `Summary: ${text.length} characters stand there, more than a form takes. They stay; \`/incident summary TEXT\` replaces them.`,
    );
  }
  return input(inputs.summary, 'Summary', textInput({ multiline: true, initial: text }), { optional: true });
}
