// Safe to repeat: see `postOnce`.
import { line } from '../views/line.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { postOnce } from './post-once.ts';

/** News for the room, once. Nobody reads an archived room. */
export const sayLine: Delivery<'say_line'> = async (slack, job, incident, { event }) => {
  const { channel, archivedAt } = incident.room;
  if (channel === null) return soon;
  const message = archivedAt === null ? line(incident, event) : null;
  if (message === null) return done;
  const posted = await postOnce(slack, job, { channel, message });
  return posted.ok ? { outcome: 'done', posted: posted.result } : settle(posted);
};
