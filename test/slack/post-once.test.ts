import { expect, test } from '@jest/globals';
import type { Job } from '../../src/engine/engine.ts';
import { postOnce } from '../../src/slack/deliveries/post-once.ts';
import type { Slack } from '../../src/slack/slack.ts';

const job = (attempt: number) => ({ id: '7', attempt, since: 1_700_000_600_000 }) as Job;
const post = { channel: 'C1', message: { text: 'Contained', blocks: [] } };

/** Slack with these pages of history; what it was asked. */
function slackWith(pages: readonly (readonly string[])[]) {
  const asked: [string, Record<string, unknown>][] = [];
  const api = async (method: string, args: Record<string, unknown>) => {
    asked.push([method, args]);
    if (method === 'chat.postMessage') return { ok: true, result: { channel: 'C1', ts: 'posted' } };
    const at = Number(args.cursor ?? 0);
    const messages = (pages[at] ?? []).map((errand) => ({
      ts: `of ${errand}`,
      metadata: { event_type: 'muster_post', event_payload: { errand } },
    }));
    const response_metadata = { next_cursor: at + 1 < pages.length ? String(at + 1) : '' };
    return { ok: true, result: { messages, response_metadata } };
  };
  return { slack: { api } as unknown as Slack, asked };
}

test('what an earlier attempt posted is found on whichever page it stands, back to when it was written down', async () => {
  const { slack, asked } = slackWith([['1', '2'], ['3'], ['6', '7']]);
  expect(await postOnce(slack, job(2), post)).toEqual({ ok: true, result: { channel: 'C1', ts: 'of 7' } });
  expect(asked.map(([method, { cursor, oldest }]) => [method, cursor, oldest])).toEqual([
    ['conversations.history', undefined, '1700000480'],
    ['conversations.history', '1', '1700000480'],
    ['conversations.history', '2', '1700000480'],
  ]);
});

test('in a thread the thread is read; what stands nowhere is posted; a first attempt looks for nothing', async () => {
  const thread = slackWith([['1'], []]);
  expect(await postOnce(thread.slack, job(3), { ...post, threadTs: '1.2' })).toMatchObject({
    result: { ts: 'posted' },
  });
  expect(thread.asked.map(([method, { ts }]) => [method, ts])).toEqual([
    ['conversations.replies', '1.2'],
    ['conversations.replies', '1.2'],
    ['chat.postMessage', undefined],
  ]);
  const first = slackWith([['7']]);
  await postOnce(first.slack, job(1), post);
  expect(first.asked.map(([method]) => method)).toEqual(['chat.postMessage']);
});
