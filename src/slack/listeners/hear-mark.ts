// `:pushpin:` or Slack's own pin make a message a key event of the timeline; taking the last one away takes it back.
// Who marks is looked up first, for the record knows guests by what was found: theirs is none.
import { instantOf } from '../slack-time.ts';
import type { Hear } from './hear.ts';
import { hearCheckmark, isCheckmark } from './hear-answer.ts';

interface Reaction {
  readonly user: string;
  readonly reaction: string;
  readonly item: { readonly type: string; readonly channel?: string; readonly ts?: string };
  readonly event_ts: string;
}

interface Pin {
  readonly user: string;
  readonly channel_id: string;
  readonly item: { readonly type: string; readonly message?: { readonly ts: string } };
  readonly event_ts: string;
}

export const hearReaction: Hear = async (slack, { key, event }) => {
  const { user, reaction, item, event_ts } = event as unknown as Reaction;
  if (user === slack.identity.botUserId) return;
  if (item.type !== 'message' || item.channel === undefined || item.ts === undefined) return;
  if (isCheckmark(reaction) && event.type === 'reaction_added') {
    await hearCheckmark(slack, key, { user, channel: item.channel, ts: item.ts });
  }
  if (reaction !== 'pushpin') return;
  await slack.people.find(user);
  const change = event.type === 'reaction_added' ? 'add' : 'remove';
  const { channel, ts } = item;
  await slack.engine.hear(slack.identity.teamId, key, {
    kind: 'mark',
    channel,
    ts,
    user,
    how: 'pushpin',
    change,
    at: instantOf(event_ts),
  });
};

export const hearPin: Hear = async (slack, { key, event }) => {
  const { user, channel_id: channel, item, event_ts } = event as unknown as Pin;
  // The briefing is pinned by us; that makes it no key event.
  if (user === slack.identity.botUserId || item.message === undefined) return;
  await slack.people.find(user);
  const change = event.type === 'pin_added' ? 'add' : 'remove';
  const { ts } = item.message;
  await slack.engine.hear(slack.identity.teamId, key, {
    kind: 'mark',
    channel,
    ts,
    user,
    how: 'pin',
    change,
    at: instantOf(event_ts),
  });
};
