import type { ModalView } from '@slack/types';
import { type Incident, type Instant, type MessageRef, nameOf, type UserId } from '../../incident/incident.ts';
import { input, modal, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

export interface ChangeFormFacts {
  /** Plain; empty for a new one. */
  readonly text: string;
  readonly who: UserId;
  readonly at: Instant;
  readonly source: MessageRef | null;
}

/** `Log change`: what was changed on the systems, when, by whom; from a message, it is filled in. */
export function changeForm(incident: Incident, { text, who, at, source }: ChangeFormFacts): ModalView {
  return modal({
    id: 'log_change',
    memo: { n: incident.number, channel: source?.channel ?? '', ts: source?.ts ?? '' },
    title: `Change, ${nameOf(incident)}`,
    submit: 'Log',
    blocks: [
      input(inputs.text, 'What was changed?', textInput({ multiline: true, initial: text }), {
        hint: 'On the systems: rolled back, restarted, scaled, a flag. It is listed until it is undone or kept.',
      }),
      input(inputs.happenedAt, 'When?', { type: 'datetimepicker', initial_date_time: Math.floor(at / 1000) }),
      input(inputs.user, 'By whom?', { type: 'users_select', initial_user: who }),
    ],
  });
}
