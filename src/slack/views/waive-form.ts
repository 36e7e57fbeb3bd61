import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** `No post-mortem needed` asks for the reason. */
export function waiveForm(incident: Incident): ModalView {
  const expected = incident.policy.severities[incident.severity].review === 'required';
  const words = expected
    ? 'A post-mortem is expected at this severity. The reason is kept, and what was drafted stays.'
    : 'The reason is kept, and what was drafted stays.';
  return modal({
    id: 'waive_postmortem',
    memo: { n: incident.number },
    title: `Post-mortem ${nameOf(incident)}`,
    submit: 'None is needed',
    close: 'Not yet',
    blocks: [section(words), input(inputs.reason, 'Reason', textInput({ multiline: true }))],
  });
}
