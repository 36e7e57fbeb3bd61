// Safe to repeat: see `paintMessage`.
import { awaitedUsers, missing } from '../../incident/awaited.ts';
import { linksFor } from '../links.ts';
import { briefing } from '../views/briefing.ts';
import { type Delivery, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';

export const paintBriefing: Delivery<'paint_briefing'> = async (slack, job, incident) => {
  const { channel, briefing: ts } = incident.room;
  if (channel === null) return soon;
  const now = slack.now();
  const presence = await slack.engine.presence(job.ref, awaitedUsers(incident, now));
  return paintMessage(slack, job, {
    surface: { kind: 'briefing' },
    at: ts === null ? null : { channel, ts },
    channel,
    message: briefing(incident, linksFor(slack), missing(incident, presence, now)),
  });
};
