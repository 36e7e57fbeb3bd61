import { type Call, cursorOf, flag, limitOf, type Method, makeCursor, optional, required } from '../call.ts';
import { isReply, type Message, messageAt, messageJson, repliesTo } from '../message.ts';
import { all, history, seenChannel } from '../reach.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../world.ts';

/** Newest first, without replies unless they were sent to the channel too. Archived public channels are out of reach. */
const read: Method = {
  tier: 3,
  scopes: all(history),
  run(call) {
    const channel = readable(call);
    const limit = limitOf(call, 100, 999);
    const messages = between(call, channel.messages)
      .filter((message) => (!isReply(message) || message.broadcast) && message.subtype !== 'message_changed')
      .reverse();
    const { page, next } = pageByTs(call, messages, limit, (at, last) => at < last);
    return {
      messages: page.map((message) => shown(call, channel, message)),
      has_more: next !== '',
      pin_count: channel.pins.length,
      response_metadata: { next_cursor: next },
    };
  },
};

/** A thread, oldest first; its first message stands on every page and counts in the limit. */
const replies: Method = {
  tier: 3,
  scopes: all(history),
  run(call) {
    const channel = readable(call);
    const found = messageAt(channel, required(call, 'ts'));
    if (!found) throw new SlackError('thread_not_found');
    if (isReply(found))
      return { messages: [shown(call, channel, found)], has_more: false, response_metadata: { next_cursor: '' } };
    const limit = limitOf(call, 1000, 1000);
    const thread = between(call, repliesTo(channel, found.ts));
    const { page, next } = pageByTs(call, thread, Math.max(1, limit - 1), (at, last) => at > last);
    return {
      messages: [found, ...page].map((message) => shown(call, channel, message)),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  },
};

/** Goes on from the last message shown, by its ts: what is said or deleted meanwhile shifts no page. */
function pageByTs(call: Call, messages: Message[], limit: number, beyond: (at: bigint, last: bigint) => boolean) {
  const last = cursorOf(call, 'next_ts');
  const rest = last === undefined ? messages : messages.filter(({ ts }) => beyond(micros(ts), BigInt(last)));
  const page = rest.slice(0, limit);
  const end = page.at(-1);
  return { page, next: end && rest.length > limit ? makeCursor('next_ts', micros(end.ts)) : '' };
}

function readable(call: Call): Channel {
  const channel = seenChannel(call, { family: history });
  if (!channel.members.has(call.world.app.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** `oldest` and `latest` leave their own message out unless `inclusive`. */
function between(call: Call, messages: Message[]): Message[] {
  const oldest = bound(call, 'oldest', '0');
  const latest = bound(call, 'latest', '9999999999');
  const inclusive = flag(call, 'inclusive');
  return messages.filter(({ ts }) => {
    const at = micros(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function bound(call: Call, name: 'oldest' | 'latest', otherwise: string): bigint {
  const given = optional(call, name) ?? otherwise;
  if (!/^\d+(\.\d{1,6})?$/.test(given)) throw new SlackError(`invalid_ts_${name}`);
  return micros(given);
}

/** A ts as a whole number: comparing them as text or as floats goes wrong. */
function micros(ts: string): bigint {
  const [seconds = '0', rest = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
}

function shown(call: Call, channel: Channel, message: Message): Record<string, unknown> {
  return messageJson(call.world, channel, message, { metadata: flag(call, 'include_all_metadata') });
}

/** Reading what was said. */
export const historyMethods: Record<string, Method> = {
  'conversations.history': read,
  'conversations.replies': replies,
};
