import type { EventBody } from '../receive.ts';
import type { Slack } from '../slack.ts';

/** An event of Slack, before it is acknowledged. Whatever must not be lost is committed when this resolves. */
export type Hear = (slack: Slack, heard: HeardEvent) => Promise<void>;

export interface HeardEvent {
  /** Slack's event id: the same for every delivery of one event. */
  readonly key: string;
  readonly event: EventBody['event'];
}
