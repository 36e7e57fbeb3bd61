import type { KnownBlock } from '@slack/types';
import type { Job } from '../../engine/engine.ts';
import type { MessageRef } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import type { Slack } from '../slack.ts';

export interface Post {
  readonly channel: string;
  readonly threadTs?: string | null;
  readonly message: { readonly text: string; readonly blocks: readonly KnownBlock[] };
}

interface Posted {
  readonly channel: string;
  readonly ts: string;
}

interface Listed {
  readonly messages: readonly {
    readonly ts: string;
    readonly metadata?: { readonly event_type: string; readonly event_payload?: { readonly errand?: string } };
  }[];
}

/** Messages looked through for one that was posted before, its answer lost. */
const lookBack = 200;

/**
 * Posts a message once. It carries the errand's id in its metadata; from the second attempt on the
 * history is searched for that id first, since a reply can be lost after the effect took place.
 */
export async function postOnce(slack: Slack, job: Job, post: Post): Promise<Answer<MessageRef>> {
  const threadTs = post.threadTs ?? null;
  if (job.attempt > 1) {
    const found = await findPosted(slack, post.channel, threadTs, job.id);
    if (!found.ok || found.result.ts !== '') return found;
  }
  const answer = await slack.api<Posted>('chat.postMessage', {
    channel: post.channel,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    text: post.message.text,
    blocks: post.message.blocks,
    metadata: { event_type: 'muster_post', event_payload: { errand: job.id } },
    unfurl_links: false,
    unfurl_media: false,
  });
  return answer.ok ? { ok: true, result: { channel: answer.result.channel, ts: answer.result.ts } } : answer;
}

/** The message of an earlier attempt; an empty `ts` when there is none. */
async function findPosted(
  slack: Slack,
  channel: string,
  threadTs: string | null,
  errand: string,
): Promise<Answer<MessageRef>> {
  // A channel or person named otherwise than by the conversation's id has no history that we could ask for.
  if (!/^[CGD][A-Z0-9]+$/.test(channel)) return { ok: true, result: { channel, ts: '' } };
  const answer =
    threadTs === null
      ? await slack.api<Listed>('conversations.history', { channel, limit: lookBack, include_all_metadata: true })
      : await slack.api<Listed>('conversations.replies', {
          channel,
          ts: threadTs,
          limit: lookBack,
          include_all_metadata: true,
        });
  if (!answer.ok) return answer.kind === 'never' ? { ok: true, result: { channel, ts: '' } } : answer;
  const found = answer.result.messages.find((message) => message.metadata?.event_payload?.errand === errand);
  return { ok: true, result: { channel, ts: found?.ts ?? '' } };
}
