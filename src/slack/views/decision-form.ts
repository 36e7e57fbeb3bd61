import type { ModalView } from '@slack/types';
import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** What was decided, in the room or on the call: on the timeline at its time. */
export function decisionForm(incident: Incident, at: Instant): ModalView {
  return modal({
    id: 'record_decision',
    memo: { n: incident.number },
    title: `Decision, ${nameOf(incident)}`,
    submit: 'Save',
    blocks: [
      input(inputs.text, 'What was decided?', textInput({ multiline: true })),
      input(inputs.reason, 'Why?', textInput({ multiline: true }), { optional: true }),
      input(inputs.user, 'Who decided?', { type: 'users_select' }, { optional: true }),
      input(inputs.happenedAt, 'When?', { type: 'datetimepicker', initial_date_time: Math.floor(at / 1000) }),
    ],
  });
}
