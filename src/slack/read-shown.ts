import type { Shown, ShownBody } from '../engine/history.ts';
import { membershipWords } from './listeners/hear-membership.ts';
import { readMessage, type SlackMessage } from './listeners/hear-message.ts';
import type { Slack } from './slack.ts';
import { instantOf } from './slack-time.ts';

/** A message of `conversations.history`: as an event carries it, with its thread, reactions and pins. */
export interface HistoryMessage extends SlackMessage {
  readonly inviter?: string;
  readonly reply_count?: number;
  readonly latest_reply?: string;
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[]; readonly count: number }[];
  readonly pinned_to?: readonly string[];
  readonly pinned_info?: { readonly pinned_by?: string };
}

/** What the history shows of a message, in our words; the same reading of it as when it is heard. */
export function readShown(channel: string, message: HistoryMessage, slack: Pick<Slack, 'identity' | 'mask'>): Shown {
  const { ts, thread_ts, reply_count = 0, latest_reply = '' } = message;
  const pinnedBy = message.pinned_info?.pinned_by;
  return {
    ts,
    at: instantOf(ts),
    threadTs: thread_ts === undefined || thread_ts === ts ? null : thread_ts,
    body: readBody(channel, message, slack),
    thread: reply_count > 0 ? { replies: reply_count, latest: latest_reply } : null,
    pushpins: whoReacted(message, 'pushpin'),
    memo: whoReacted(message, 'memo')?.includes(slack.identity.botUserId) ?? null,
    pin: message.pinned_to?.includes(channel)
      ? { by: pinnedBy === undefined || pinnedBy === slack.identity.botUserId ? null : pinnedBy }
      : null,
  };
}

/** Of many Slack names only some: null. */
function whoReacted({ reactions = [] }: HistoryMessage, name: string): readonly string[] | null {
  const reaction = reactions.find((one) => one.name === name);
  if (reaction === undefined) return [];
  return reaction.users.length < reaction.count ? null : reaction.users;
}

function readBody(channel: string, message: HistoryMessage, slack: Pick<Slack, 'identity' | 'mask'>): ShownBody {
  const { subtype, user } = message;
  const own = slack.identity;
  const isOwn = user === own.botUserId || message.bot_id === own.botId;
  if (subtype === 'tombstone') return { kind: 'tombstone' };
  const verb = subtype === undefined ? null : (memberships[subtype] ?? null);
  if (verb !== null) {
    if (user === undefined || isOwn) return { kind: 'other', own: isOwn };
    return { kind: 'membership', user, text: membershipWords(user, verb, message.inviter, own.botUserId) };
  }
  const heard = readMessage({ ...message, channel }, slack);
  if (heard?.kind === 'message') {
    const editedAt = message.edited === undefined ? null : instantOf(message.edited.ts);
    const { user: author, text, files, secrets = [] } = heard;
    return { kind: 'message', user: author, text, files, editedAt, ...(secrets.length > 0 ? { secrets } : {}) };
  }
  if (heard?.kind === 'channel') return { kind: 'channel', user: heard.user, text: heard.text };
  return { kind: 'other', own: isOwn };
}

const memberships: Readonly<Record<string, 'joined' | 'left'>> = {
  channel_join: 'joined',
  group_join: 'joined',
  channel_leave: 'left',
  group_leave: 'left',
};
