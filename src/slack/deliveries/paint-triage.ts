// Safe to repeat: see `paintMessage`.
import { openTriage } from '../../incident/triage.ts';
import { linksFor } from '../links.ts';
import { triageMessage } from '../views/triage-message.ts';
import { triageRequest } from '../views/triage-request.ts';
import { asPost } from './as-post.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { inAnnouncements } from './paint-announcement.ts';
import { paintMessage } from './paint-message.ts';

/**
 * Where it was typed; where Slack does not let us post there (archived, only some may post), where incidents are
 * announced. What was typed in a private channel goes nowhere else.
 */
export const paintTriage: Delivery<'paint_triage'> = async (slack, job, incident) => {
  const { triage } = incident;
  if (triage === undefined) return done;
  const surface = { kind: 'triage' } as const;
  const at = triage.message;
  const message = triageMessage(incident);
  const channel = at?.channel ?? triage.channel;
  if (channel !== null) {
    // An earlier answer was lost: only from inside can one look whether it was posted.
    if (job.attempt > 1 && at === null) await slack.api('conversations.join', { channel });
    const painted = await paintMessage(slack, job, { surface, at, channel, message });
    if (painted.outcome !== 'never' || incident.private) return asPost(painted);
    // It is over, and nobody there reads it any more.
    if (openTriage(incident) === null) return done;
  }
  return asPost(await inAnnouncements(slack, job, incident, { surface, message }));
};

/** The question to who reported it. */
export const paintTriageRequest: Delivery<'paint_triage_request'> = async (slack, job, incident) => {
  const { triage } = incident;
  if (triage === undefined) return done;
  const { request: at, reportedBy } = triage;
  const opened = at === null ? await directMessages(slack, reportedBy) : { ok: true as const, result: at.channel };
  if (!opened.ok) return settle(opened, `<@${reportedBy}>`);
  const message = triageRequest(incident, linksFor(slack));
  return paintMessage(slack, job, { surface: { kind: 'triage_request' }, at, channel: opened.result, message });
};
