// Safe to repeat: see `postOnce`.
import { line } from '../views/line.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { postOnce } from './post-once.ts';

/** News for the room, once. */
export const sayLine: Delivery<'say_line'> = async (slack, job, incident, { event }) => {
  const { channel } = incident.room;
  if (channel === null) return soon;
  const message = line(incident, event);
  if (message === null) return done;
  const posted = await postOnce(slack, job, { channel, message });
  return posted.ok ? { outcome: 'done', posted: posted.result } : settle(posted);
};
