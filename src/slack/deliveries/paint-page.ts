// Safe to repeat: see `paintMessage`.
import { pageOf } from '../../incident/pages.ts';
import { pageLine } from '../views/page-line.ts';
import { type Delivery, done, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';

export const paintPage: Delivery<'paint_page'> = async (slack, job, incident, { page: id }) => {
  const page = pageOf(incident, id);
  if (page === null) return done;
  const { channel } = incident.room;
  if (channel === null) return soon;
  return paintMessage(slack, job, {
    surface: { kind: 'page', page: id },
    at: page.line === null ? null : { channel, ts: page.line },
    channel,
    message: pageLine(incident, page),
  });
};
