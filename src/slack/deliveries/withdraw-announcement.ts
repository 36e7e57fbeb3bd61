// Safe to repeat: the announcement itself goes last, so that its thread is found again; what is gone stays gone.
import type { MessageRef } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import type { Slack } from '../slack.ts';
import { type Delivery, done, settle } from './delivery.ts';

interface Thread {
  readonly messages: readonly { readonly ts: string; readonly user?: string; readonly bot_id?: string }[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

const gone = new Set(['message_not_found', 'thread_not_found']);

/** The room was made private: what was announced of it, and our replies below, are taken back. */
export const withdrawAnnouncement: Delivery<'withdraw_announcement'> = async (slack, _job, _incident, task) => {
  const { channel, ts } = task.announcement;
  const replies = await ownReplies(slack, task.announcement);
  // A thread that cannot be read must not keep the announcement standing.
  if (!replies.ok && replies.kind === 'later') return settle(replies);
  const found = replies.ok ? replies.result : [];
  for (const one of [...found.filter((reply) => reply !== ts), ts]) {
    const answer = await slack.api('chat.delete', { channel, ts: one });
    if (!answer.ok && !gone.has(answer.code)) return settle(answer, `<#${channel}>`);
  }
  return done;
};

async function ownReplies(slack: Slack, { channel, ts }: MessageRef): Promise<Answer<readonly string[]>> {
  const { botId, botUserId } = slack.identity;
  const own: string[] = [];
  let cursor = '';
  do {
    const answer = await slack.api<Thread>('conversations.replies', {
      channel,
      ts,
      limit: 200,
      ...(cursor === '' ? {} : { cursor }),
    });
    if (!answer.ok) return answer;
    const { messages, response_metadata } = answer.result;
    own.push(
      ...messages.filter(({ user, bot_id }) => user === botUserId || bot_id === botId).map((message) => message.ts),
    );
    cursor = response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return { ok: true, result: own };
}
