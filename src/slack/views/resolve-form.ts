import type { ModalView } from '@slack/types';
import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { stillOpen } from './still-open.ts';

/** `Resolved` asks first: when the impact ended, what is unanswered, what is still in place. */
export function resolveForm(incident: Incident, now: Instant): ModalView {
  const endedAt = (incident.phase === 'contained' ? incident.times.contained : null) ?? now;
  return modal({
    id: 'resolve',
    memo: { n: incident.number },
    title: `Resolve ${nameOf(incident)}`,
    submit: 'Resolve',
    close: 'Not yet',
    blocks: [
      section('The draft of the post-mortem follows at once. If it comes back, it can be reopened.'),
      ...stillOpen(incident, ['identifying', 'contained']),
      input(inputs.impactEndedAt, 'When did the impact end?', {
        type: 'datetimepicker',
        initial_date_time: Math.floor(endedAt / 1000),
      }),
      input(inputs.note, 'What is still in place?', textInput({ multiline: true }), {
        optional: true,
        hint: 'Changes made in a hurry that must be undone or kept, and what is left to watch.',
      }),
    ],
  });
}
