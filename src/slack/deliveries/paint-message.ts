import type { KnownBlock } from '@slack/types';
import type { Delivered, Job } from '../../engine/engine.ts';
import type { Surface } from '../../incident/events.ts';
import type { MessageRef } from '../../incident/incident.ts';
import type { Slack } from '../slack.ts';
import { done, settle } from './delivery.ts';
import { postOnce } from './post-once.ts';

export interface Painting {
  readonly surface: Surface;
  /** Where Slack shows it already; null: not yet. */
  readonly at: MessageRef | null;
  /** Where to show it first: a channel's id, or `#name`. */
  readonly channel: string;
  readonly threadTs?: string | null;
  readonly message: { readonly text: string; readonly blocks: readonly KnownBlock[] };
}

/** Shows state: the message is edited where it stands, or posted where it stands nowhere (any more). */
export async function paintMessage(slack: Slack, job: Job, painting: Painting): Promise<Delivered> {
  const { surface, at, message } = painting;
  if (at !== null) {
    const { channel, ts } = at;
    const answer = await slack.api('chat.update', { channel, ts, text: message.text, blocks: message.blocks });
    if (answer.ok) return done;
    // A surface that somebody deleted is posted again.
    if (answer.code !== 'message_not_found') return settle(answer);
  }
  const posted = await postOnce(slack, job, {
    channel: painting.channel,
    threadTs: painting.threadTs ?? null,
    message,
  });
  if (!posted.ok) return settle(posted);
  return { outcome: 'done', commands: [{ type: 'surface_posted', by: 'muster', surface, message: posted.result }] };
}
