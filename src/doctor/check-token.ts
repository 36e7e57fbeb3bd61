import { manifestScopes } from '../config/manifest-scopes.ts';
import type { Api } from '../slack/api.ts';
import { type Finding, unwell, well } from './finding.ts';

interface AuthTest {
  readonly team: string;
  readonly url: string;
  readonly user: string;
  /** Put there by the client, from the header `x-oauth-scopes`. */
  readonly response_metadata?: { readonly scopes?: readonly string[] };
}

/** Whose token it is, and what it may do, compared with `manifest.yml`. */
export async function checkToken(api: Api): Promise<readonly Finding[]> {
  const answer = await api<AuthTest>('auth.test', {});
  if (!answer.ok) return [unwell('token', whatSlackDid(answer.code), whatToDo(answer.code, 'SLACK_BOT_TOKEN'))];
  const { team, url, user, response_metadata } = answer.result;
  return [well('token', `@${user} in ${team} (${url})`), scopes(response_metadata?.scopes)];
}

/** The app-level token of Socket Mode: opens a connection's address, and leaves it unused. */
export async function checkAppToken(api: Api): Promise<Finding> {
  const answer = await api('apps.connections.open', {});
  if (answer.ok) return well('app token', 'Socket Mode can connect');
  return unwell('app token', whatSlackDid(answer.code), whatToDo(answer.code, 'SLACK_APP_TOKEN'));
}

function scopes(held: readonly string[] | undefined): Finding {
  if (!held) return unwell('scopes', 'Slack did not name them', 'is SLACK_API_URL right, or something in between?');
  const asked = manifestScopes();
  const missing = asked.filter((scope) => !held.includes(scope));
  const beyond = held.filter((scope) => !asked.includes(scope));
  const parts = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(beyond.length > 0 ? [`more than needed: ${beyond.join(', ')}`] : []),
  ];
  if (parts.length === 0) return well('scopes', `the ${asked.length} of manifest.yml`);
  return unwell('scopes', parts.join('; '), "paste manifest.yml into the app's manifest and install the app again");
}

function whatSlackDid(code: string): string {
  return isAway(code) ? `Slack does not answer (${code})` : `Slack refuses it: ${code}`;
}

function whatToDo(code: string, variable: string): string {
  if (isAway(code)) return 'check the way to Slack: network, proxy, SLACK_API_URL';
  if (code === 'ratelimited') return 'try again in a minute';
  if (code === 'missing_scope') return `give ${variable} the scope connections:write, under "Basic Information"`;
  return `copy the token of the installed app anew into ${variable}`;
}

function isAway(code: string): boolean {
  return code === 'no_answer' || code.startsWith('http_');
}
