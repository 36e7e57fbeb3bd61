import type { Slack } from './slack.ts';

export interface OwnChannel {
  readonly id: string;
  readonly name: string;
  readonly creator?: string;
}

/** The channels that the bot is in, page by page; when Slack does not tell, those that it told. */
export async function* ownChannels(
  slack: Slack,
  which: { readonly types: string; readonly exclude_archived: boolean },
): AsyncGenerator<OwnChannel> {
  let cursor = '';
  do {
    const answer = await slack.api<{
      readonly channels: readonly OwnChannel[];
      readonly response_metadata?: { readonly next_cursor?: string };
    }>('users.conversations', { ...which, limit: 999, ...(cursor === '' ? {} : { cursor }) });
    if (!answer.ok) return;
    yield* answer.result.channels;
    cursor = answer.result.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
}
