// Safe to repeat: an edit of what stands there already, drawn from the newest state.
import { escalationOf } from '../../incident/escalate-unheld.ts';
import { isOpen } from '../../incident/incident.ts';
import { reminderLine } from '../views/reminder-line.ts';
import { unheldNews } from '../views/unheld-news.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Reminders of roles that were escalated since. One that somebody deleted stays deleted: who is asked hears it anyway. */
export const paintReminder: Delivery<'paint_reminder'> = async (slack, _job, incident) => {
  const lines = new Map<string, string[]>();
  for (const [role, { line }] of Object.entries(incident.vacancies)) {
    if (line !== undefined && line.channel === incident.room.channel) {
      lines.set(line.ts, [...(lines.get(line.ts) ?? []), role]);
    }
  }
  for (const [ts, roles] of lines) {
    if (!roles.some((role) => escalationOf(incident, role) !== null)) continue;
    const channel = incident.room.channel ?? '';
    const answer = await slack.api('chat.update', { channel, ts, ...reminderLine(incident, roles) });
    if (!answer.ok && answer.code !== 'message_not_found') return settle(answer);
  }
  return done;
};

/** For the roles that are free still. Safe to repeat: see `tellPerson`. */
export const sayUnheld: Delivery<'say_unheld'> = async (slack, job, incident, { user, roles }) => {
  const free = roles.filter((role) => Object.hasOwn(incident.vacancies, role));
  if (free.length === 0 || !isOpen(incident)) return done;
  return tellPerson(slack, job, user, unheldNews(incident, free, slack.now()));
};
