import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { outOfReach } from '../../incident/out-of-reach.ts';
import { input, modal, section, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

/** It came back, or was never gone: the impact counts on from now. */
export function reopenForm(incident: Incident): ModalView {
  const why = outOfReach(incident.room);
  const only = incident.phase === 'identifying';
  const words = {
    archived: 'Its room is archived and Slack lets no bot bring it back: a new room is opened.',
    passedOn: 'Its channel is the war room of another incident by now: a new room is opened.',
    left: 'I was taken out of its room: a new room is opened.',
    here: 'It goes on in the same room. The impact counts on from now.',
  }[why ?? (incident.room.passedOnAt === undefined ? 'here' : 'passedOn')];
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
        textInput({
          placeholder: only
            ? why === 'left'
              ? 'Muster cannot come back'
              : 'Archived by mistake'
            : 'Errors are back since the restart',
        }),
      ),
    ],
  });
}
