import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** It came back, or was never gone: the impact counts on from now. */
export function reopenForm(incident: Incident): ModalView {
  const gone = incident.room.archivedAt !== null;
  const only = incident.phase === 'identifying';
  const words = gone
    ? 'Its room is archived and Slack lets no bot bring it back: a new room is opened.'
    : 'It goes on in the same room. The impact counts on from now.';
  return modal({
    id: 'reopen',
    memo: { n: incident.number },
    title: only ? `New room for ${nameOf(incident)}` : `Reopen ${nameOf(incident)}`,
    submit: only ? 'Open' : 'Reopen',
    close: 'Not yet',
    blocks: [
      section(words),
      input(
        inputs.reason,
        'Reason',
        textInput({ placeholder: only ? 'Archived by mistake' : 'Errors are back since the restart' }),
      ),
    ],
  });
}
