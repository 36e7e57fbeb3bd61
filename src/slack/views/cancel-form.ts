import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';
import { stillOpen } from './still-open.ts';

/** A false alarm: asked first, with the reason. */
export function cancelForm(incident: Incident): ModalView {
  return modal({
    id: 'cancel',
    memo: { n: incident.number },
    title: `Cancel ${nameOf(incident)}`,
    submit: 'Cancel it',
    close: 'Not yet',
    blocks: [
      section('For a false alarm: it ends without a post-mortem. When in doubt, leave it open.'),
      ...stillOpen(incident, ['identifying']),
      input(inputs.reason, 'Reason', textInput({ placeholder: 'The monitor was wrong' })),
    ],
  });
}
