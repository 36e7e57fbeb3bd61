// Safe to repeat: see `postOnce`; what was added to a line of before is added once, for the state says what it holds.
import type { Delivered, Job } from '../../engine/engine.ts';
import type { IncidentEvent } from '../../incident/events.ts';
import type { Incident } from '../../incident/incident.ts';
import { roleLineFor } from '../../incident/role-line.ts';
import { describeEvent } from '../../record/describe.ts';
import type { Slack } from '../slack.ts';
import { line } from '../views/line.ts';
import { roleLine } from '../views/role-line.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { postOnce } from './post-once.ts';

/** News for the room, once. */
export const sayLine: Delivery<'say_line'> = async (slack, job, incident, { event }) => {
  const { channel, briefing } = incident.room;
  if (channel === null) return soon;
  const message = line(incident, event);
  if (message === null) return done;
  if (event.type === 'role_taken' || event.type === 'role_vacated') {
    return sayRole(slack, job, incident, { channel, event, said: describeEvent(incident, event) ?? '' });
  }
  if (event.type === 'update_sent') {
    // The briefing has the newest; below it they are together, and the room stays free for who works there.
    const failed = incident.problems.some(({ errand }) => errand === 'paint_briefing');
    if (briefing === null && !failed) return soon;
    const below = await postOnce(slack, job, { channel, threadTs: briefing, message });
    if (below.ok) return { outcome: 'done', posted: below.result };
    if (!['thread_not_found', 'message_not_found', 'cannot_reply_to_message'].includes(below.code))
      return settle(below);
  }
  const posted = await postOnce(slack, job, { channel, message });
  if (!posted.ok) return settle(posted);
  if (event.type !== 'unheld_reminded') return { outcome: 'done', posted: posted.result };
  const surface = { kind: 'reminder', roles: event.roles, at: event.at } as const;
  const shown = { type: 'surface_posted', by: 'muster', surface, message: posted.result } as const;
  return { outcome: 'done', commands: [shown], posted: posted.result };
};

/** Roles of the same few minutes are one line: an edit notifies nobody, but whom it concerns is told by message. */
async function sayRole(
  slack: Slack,
  job: Job,
  incident: Incident,
  { channel, event, said }: { readonly channel: string; readonly event: IncidentEvent; readonly said: string },
): Promise<Delivered> {
  const before = roleLineFor(incident, event);
  const shown = (
    all: readonly string[],
    since: number,
    message: { readonly channel: string; readonly ts: string },
  ): Delivered => ({
    outcome: 'done',
    commands: [{ type: 'surface_posted', by: 'muster', surface: { kind: 'role_line', since, said: all }, message }],
    posted: message,
  });
  if (before !== null) {
    const all = [...before.said, said];
    const { channel: where, ts } = before;
    const answer = await slack.api('chat.update', { channel: where, ts, ...roleLine(incident, all) });
    if (answer.ok) return shown(all, before.since, { channel: where, ts });
    // Somebody deleted it: a new line says what they did not mean.
    if (answer.code !== 'message_not_found') return settle(answer);
  }
  const posted = await postOnce(slack, job, { channel, message: roleLine(incident, [said]) });
  return posted.ok ? shown([said], event.at, posted.result) : settle(posted);
}
