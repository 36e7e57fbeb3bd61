import type { KnownBlock } from '@slack/types';
import type { Job } from '../../engine/engine.ts';
import type { MessageRef } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import { pageSize } from '../history.ts';
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
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** By so much our clock may be ahead of Slack's. */
const clocksApartMs = 2 * 60_000;

/**
 * Posts a message once. It carries the errand's id in its metadata; from the second attempt on all that was said since
 * the errand was written down is searched for that id first, since a reply can be lost after the effect took place.
 */
export async function postOnce(slack: Slack, job: Job, post: Post): Promise<Answer<MessageRef>> {
  const { channel, threadTs = null } = post;
  // A channel or person named otherwise than by the conversation's id has no history that we could ask for.
  if (job.attempt > 1 && /^[CGD][A-Z0-9]+$/.test(channel)) {
    const found = await findPosted(slack, job, { channel, threadTs });
    if (!found.ok && found.kind !== 'never') return found;
    const ts = found.ok ? found.result[0] : undefined;
    if (ts !== undefined) return { ok: true, result: { channel, ts } };
  }
  const answer = await slack.api<Posted>('chat.postMessage', {
    channel,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    text: post.message.text,
    blocks: post.message.blocks,
    metadata: { event_type: 'muster_post', event_payload: { errand: job.id } },
    unfurl_links: false,
    unfurl_media: false,
  });
  return answer.ok ? { ok: true, result: { channel: answer.result.channel, ts: answer.result.ts } } : answer;
}

/** Where earlier attempts posted, by ts: nowhere, nearly always, or once. */
export async function findPosted(
  slack: Slack,
  job: Job,
  { channel, threadTs }: { readonly channel: string; readonly threadTs: string | null },
): Promise<Answer<readonly string[]>> {
  const oldest = String(Math.floor((job.since - clocksApartMs) / 1000));
  const among = { channel, oldest, limit: pageSize, include_all_metadata: true };
  const found: string[] = [];
  let cursor = '';
  do {
    const page = cursor === '' ? among : { ...among, cursor };
    const answer =
      threadTs === null
        ? await slack.api<Listed>('conversations.history', page)
        : await slack.api<Listed>('conversations.replies', { ...page, ts: threadTs });
    if (!answer.ok) return answer;
    const { messages, response_metadata } = answer.result;
    for (const { ts, metadata } of messages) if (metadata?.event_payload?.errand === job.id) found.push(ts);
    cursor = response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return { ok: true, result: found };
}
