import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { modal } from '../blocks.ts';
import { roomLink } from './room-link.ts';

/** The declare form at its end: the link to the room, and the severities when none was chosen. */
export function declareDone(incident: Incident): ModalView {
  return modal({
    id: 'declared',
    memo: { n: incident.number },
    title: nameOf(incident),
    blocks: roomLink(incident).blocks,
  });
}
