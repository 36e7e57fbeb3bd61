import type { KnownBlock } from '@slack/types';
import type { Delivered, Job } from '../../engine/engine.ts';
import type { UserId } from '../../incident/incident.ts';
import type { Slack } from '../slack.ts';
import { settle } from './delivery.ts';
import { postOnce } from './post-once.ts';

/** A direct message, once: from the second attempt on the conversation is opened by its id, so that its history can be read. */
export async function tellPerson(
  slack: Slack,
  job: Job,
  user: UserId,
  message: { readonly text: string; readonly blocks: readonly KnownBlock[] },
): Promise<Delivered> {
  let channel: string = user;
  if (job.attempt > 1) {
    const opened = await slack.api<{ readonly channel: { readonly id: string } }>('conversations.open', {
      users: user,
    });
    if (!opened.ok) return settle(opened, `<@${user}>`);
    channel = opened.result.channel.id;
  }
  const posted = await postOnce(slack, job, { channel, message });
  return posted.ok ? { outcome: 'done' } : settle(posted, `<@${user}>`);
}
