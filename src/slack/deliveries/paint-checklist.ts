// Safe to repeat: see `paintMessage`.
import { checklist } from '../views/checklist.ts';
import { type Delivery, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';

export const paintChecklist: Delivery<'paint_checklist'> = async (slack, job, incident, { phase }) => {
  const { channel, checklists } = incident.room;
  if (channel === null) return soon;
  const ts = checklists[phase];
  return paintMessage(slack, job, {
    surface: { kind: 'checklist', phase },
    at: ts === undefined ? null : { channel, ts },
    channel,
    message: checklist(incident, phase),
  });
};
