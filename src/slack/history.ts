import type { History, Reading } from '../engine/history.ts';
import type { Answer, Api } from './api.ts';
import type { Method } from './methods.ts';
import { type HistoryMessage, readShown } from './read-shown.ts';
import type { Slack } from './slack.ts';

/** The largest page that Slack gives an app of the team's own. Source: conversations.history, `limit`. */
export const pageSize = 999;

interface Page {
  readonly messages: readonly HistoryMessage[];
  readonly has_more?: boolean;
}

/**
 * Reads what Slack still shows of a room, in the largest pages. Its places are ts, not cursors: those would not outlast a
 * restart, and what is said or deleted meanwhile shifts no page.
 */
export function createHistory(slack: Pick<Slack, 'api' | 'identity' | 'mask' | 'now' | 'people'>): History {
  async function read(
    method: Method & ('conversations.history' | 'conversations.replies'),
    args: Readonly<Record<string, unknown>> & { readonly channel: string },
    without: string | null,
  ): Promise<Reading> {
    const answer = await ask(slack.api, method, { ...args, limit: pageSize });
    if (!answer.ok)
      return answer.kind === 'later'
        ? { outcome: 'later', afterMs: answer.afterMs, why: answer.code }
        : { outcome: 'never', why: answer.code };
    const messages = answer.result.messages.filter((message) => message.ts !== without);
    const shown = messages.map((message) => readShown(args.channel, message, slack));
    // A guest's mark is none: who they are must be known before it is compared.
    const marking = new Set(shown.flatMap(({ pushpins, pin }) => [...(pushpins ?? []), ...(pin?.by ? [pin.by] : [])]));
    await Promise.all([...marking].map((user) => slack.people.find(user)));
    return { outcome: 'read', shown, more: answer.result.has_more === true };
  }

  return {
    page: ({ channel, after, before }) =>
      read('conversations.history', { channel, oldest: after, latest: before, inclusive: false }, null),
    // The thread's first message stands on every page.
    thread: ({ channel, ts, after }) =>
      read('conversations.replies', { channel, ts, oldest: after, inclusive: false }, ts),
  };
}

function ask(api: Api, method: Method, args: Readonly<Record<string, unknown>>): Promise<Answer<Page>> {
  return api<Page>(method, args);
}
