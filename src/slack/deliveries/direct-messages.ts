import type { UserId } from '../../incident/incident.ts';
import type { Answer } from '../api.ts';
import type { Slack } from '../slack.ts';

/** The id of the conversation with somebody: only by its id can a message be edited, and looked for. */
export async function directMessages(slack: Slack, user: UserId): Promise<Answer<string>> {
  const opened = await slack.api<{ readonly channel: { readonly id: string } }>('conversations.open', { users: user });
  return opened.ok ? { ok: true, result: opened.result.channel.id } : opened;
}
