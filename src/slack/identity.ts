import type { Api } from './api.ts';
import { tokenErrors } from './token-watch.ts';

/** Who we are in this workspace; auth.test. */
export interface Identity {
  readonly teamId: string;
  /** `https://acme.slack.com/` */
  readonly teamUrl: string;
  readonly botUserId: string;
  readonly botId: string;
}

interface AuthTest {
  readonly team_id: string;
  readonly url: string;
  readonly user_id: string;
  readonly bot_id: string;
}

/** Asks Slack who this token is; `why` is Slack's error code. */
export async function readIdentity(
  api: Api,
): Promise<{ readonly identity: Identity } | { readonly why: string; readonly lasting: boolean }> {
  const answer = await api<AuthTest>('auth.test', {});
  if (!answer.ok) {
    return { why: answer.code, lasting: tokenErrors.has(answer.code) };
  }
  const { team_id, url, user_id, bot_id } = answer.result;
  return { identity: { teamId: team_id, teamUrl: url, botUserId: user_id, botId: bot_id } };
}
