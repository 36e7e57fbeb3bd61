import { permalink } from './permalink.ts';
import type { Slack } from './slack.ts';

/** The address of a message in this workspace. */
export type Links = (channel: string, ts: string) => string;

export function linksFor(slack: Pick<Slack, 'identity'>): Links {
  return (channel, ts) => permalink(slack.identity.teamUrl, channel, ts);
}
