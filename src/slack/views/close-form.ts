import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { sayFigure } from '../../record/durations.ts';
import { modal, section } from '../blocks.ts';
import { stillOpen } from './still-open.ts';

/** `Close` asks first, and says what is open and what becomes of the room. */
export function closeForm(incident: Incident): ModalView {
  const { postmortem, room, policy, severity } = incident;
  const settled = postmortem.state === 'published' || postmortem.state === 'waived';
  const archived = room.adopted
    ? 'The channel stays as it is.'
    : `The room is archived ${sayFigure(policy.severities[severity].archiveAfterMs)} after closing${settled ? '' : ', not before the post-mortem is published or waived'}.`;
  return modal({
    id: 'close',
    memo: { n: incident.number },
    title: `Close ${nameOf(incident)}`,
    submit: 'Close',
    close: 'Not yet',
    blocks: [section(`Closing ends the work on it. ${archived}`), ...stillOpen(incident, ['resolved'])],
  });
}
