import type { ModalView } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { modal, section } from '../blocks.ts';
import { where } from './room-link.ts';

/** What the declare form turns into as soon as the incident is on the record: `INC-42 is being opened…`, then the link. */
export function declareOpening(incident: Incident, again: string | null = null): ModalView {
  const text = `${nameOf(incident)} ${where(incident)}`;
  const stay = incident.room.channel === null ? '\nYou may close this; the link comes here or by direct message.' : '';
  return modal({
    id: 'declared',
    memo: { n: incident.number },
    title: nameOf(incident),
    blocks: [section(`${text}${stay}${again === null ? '' : `\n${again}`}`)],
  });
}
