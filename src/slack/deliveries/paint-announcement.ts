// Safe to repeat: see `paintMessage`; a copy posted by name twice, the first answer lost, is taken out again.
import type { Delivered, Job } from '../../engine/engine.ts';
import type { Surface } from '../../incident/events.ts';
import type { Incident, MessageRef } from '../../incident/incident.ts';
import type { Message } from '../blocks.ts';
import type { Slack } from '../slack.ts';
import { announcement } from '../views/announcement.ts';
import { type Delivery, done, settle, soon } from './delivery.ts';
import { paintMessage } from './paint-message.ts';
import { findPosted, postOnce } from './post-once.ts';

/** Tells everybody else, in the announcements channel. A failed announcement never holds up the room. */
export const paintAnnouncement: Delivery<'paint_announcement'> = async (slack, job, incident) => {
  if (incident.private) return done;
  if (incident.room.channel === null) return soon;
  const at = incident.room.announcement;
  const message = announcement(incident);
  const surface = { kind: 'announcement' } as const;
  if (at !== null) return paintMessage(slack, job, { surface, at, channel: at.channel, message });
  return inAnnouncements(slack, job, incident, { surface, message });
};

/** Shows something where incidents are announced, the first time. */
export async function inAnnouncements(
  slack: Slack,
  job: Job,
  incident: Incident,
  shown: { readonly surface: Surface; readonly message: Message },
): Promise<Delivered> {
  const configured = incident.policy.announcements;
  const isId = /^[CG][A-Z0-9]{6,}$/.test(configured);
  const channel = isId ? configured : await lastUsed(slack, incident);
  if (channel === null) return announceByName(slack, job, incident, shown);
  const painted = await paintMessage(slack, job, { ...shown, at: null, channel });
  // Archived, perhaps under another name: the name is free for a channel that people read.
  const isGone = painted.outcome === 'never' && ['is_archived', 'channel_not_found'].includes(painted.why);
  return isGone && !isId ? announceByName(slack, job, incident, shown) : painted;
}

/** Of a channel that is configured by name: its id, as the newest announcement went there. */
async function lastUsed(slack: Slack, incident: Incident): Promise<string | null> {
  const name = incident.policy.announcements;
  const recent = await slack.engine.recentIncidents(incident.workspace, 20);
  const same = recent.find((other) => other.policy.announcements === name && other.room.announcement !== null);
  return same?.room.announcement?.channel ?? null;
}

/**
 * The first time, or once the known one is gone: Slack tells a channel's id only to who posts there by name, or lists all
 * channels. The bot joins it, or makes it when it is missing.
 */
async function announceByName(
  slack: Slack,
  job: Job,
  incident: Incident,
  { surface, message }: { readonly surface: Surface; readonly message: Message },
): Promise<Delivered> {
  const name = incident.policy.announcements.replace(/^#/, '');
  let posted = await postOnce(slack, job, { channel: `#${name}`, message });
  if (!posted.ok && posted.code === 'channel_not_found') {
    const made = await slack.api<{ readonly channel: { readonly id: string } }>('conversations.create', { name });
    if (!made.ok) return settle(made, `#${name}`);
    posted = await postOnce(slack, job, { channel: made.result.channel.id, message });
  }
  if (!posted.ok) return settle(posted, `#${name}`);
  const joined = await slack.api('conversations.join', { channel: posted.result.channel });
  if (joined.ok && job.attempt > 1) await removeLater(slack, job, posted.result);
  return {
    outcome: 'done',
    commands: [
      { type: 'surface_posted', by: 'muster', surface, message: posted.result },
      ...(joined.ok
        ? []
        : ([{ type: 'errand_parked', by: 'muster', errand: 'join', why: joined.code, what: `#${name}` }] as const)),
    ],
  };
}

/** An earlier attempt may have posted too; its answer was lost, and by name its history could not be read. */
async function removeLater(slack: Slack, job: Job, kept: MessageRef): Promise<void> {
  const found = await findPosted(slack, job, { channel: kept.channel, threadTs: null });
  if (!found.ok) return;
  for (const ts of found.result) {
    if (ts !== kept.ts) await slack.api('chat.delete', { channel: kept.channel, ts });
  }
}
