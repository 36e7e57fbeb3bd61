// Safe to repeat: see `postOnce`.
import { announcementReply } from '../views/announcement-reply.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { postOnce } from './post-once.ts';

/** An edit notifies nobody: what followers must hear goes into the announcement's thread. */
export const sayInAnnouncement: Delivery<'say_in_announcement'> = async (slack, job, incident, { event }) => {
  // Made private meanwhile.
  if (incident.private) return done;
  const { channel } = incident.room;
  const moved = event.type === 'reopened' && event.announcement !== undefined;
  // Who follows the old room's hears where it goes on; everybody else, by the announcement of the new one.
  const announcement = moved ? event.announcement : incident.room.announcement;
  if (moved && channel === null) return soon;
  if (moved && announcement === null) return done;
  const failed = incident.problems.some((problem) => problem.errand === 'paint_announcement');
  if (announcement === null || announcement === undefined) return failed ? done : soon;
  const message = announcementReply(incident, event);
  const posted = await postOnce(slack, job, { channel: announcement.channel, threadTs: announcement.ts, message });
  return posted.ok ? done : settle(posted);
};
