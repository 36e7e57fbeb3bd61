import type { UserId } from '../incident/incident.ts';
import type { Answer, Api } from './api.ts';

/** Everybody in a channel, page by page, apps among them. */
export async function membersOf(api: Api, channel: string): Promise<Answer<readonly UserId[]>> {
  const members: UserId[] = [];
  let cursor = '';
  do {
    const answer = await api<{
      readonly members: readonly UserId[];
      readonly response_metadata?: { readonly next_cursor?: string };
    }>('conversations.members', { channel, limit: 999, ...(cursor === '' ? {} : { cursor }) });
    if (!answer.ok) return answer;
    members.push(...answer.result.members);
    cursor = answer.result.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return { ok: true, result: members };
}
