import type { EventBody } from '../receive.ts';
import type { Slack } from '../slack.ts';

/** An event of Slack, before it is acknowledged. Whatever must not be lost is committed when this resolves. */
export type Hear = (slack: Slack, heard: HeardEvent) => Promise<void>;

export interface HeardEvent {
  /** Slack's event id: the same for every delivery of one event. */
  readonly key: string;
  readonly event: EventBody['event'];
}

/** Names what somebody did to a channel, and when: Slack may tell of it again under another event id. */
export function keyOfDeed(
  type: string,
  deed: { readonly channel: string; readonly user?: string; readonly event_ts: string },
): string {
  return `${type}:${deed.channel}:${deed.user ?? ''}:${deed.event_ts}`;
}
