import type { UserId } from '../incident/incident.ts';
import type { Slack } from './slack.ts';

interface Group {
  readonly id: string;
  readonly handle: string;
  readonly date_delete?: number;
  readonly users?: readonly string[];
}

export interface Expanded {
  /** Each once, in the order in which they were named; the bot left out. */
  readonly users: readonly UserId[];
  /** Groups that Slack does not know, or could not be asked about. */
  readonly unknown: readonly string[];
}

/**
 * People behind ids (`U…`, `W…`), user group ids (`S…`) and group handles (`@payments-oncall`).
 * One call for all groups (usergroups.list with include_users), none when there are none.
 */
export async function expandPeople(slack: Slack, who: readonly string[]): Promise<Expanded> {
  const wantsGroups = who.some((name) => !isUser(name));
  const groups = wantsGroups ? await listGroups(slack) : [];
  const users = new Set<UserId>();
  const unknown: string[] = [];
  for (const name of who) {
    if (isUser(name)) {
      users.add(name);
      continue;
    }
    const group = groups.find((candidate) => candidate.id === name || candidate.handle === name.replace(/^@/, ''));
    if (group === undefined) unknown.push(name);
    else for (const user of group.users ?? []) users.add(user);
  }
  users.delete(slack.identity.botUserId);
  return { users: [...users], unknown };
}

async function listGroups(slack: Slack): Promise<readonly Group[]> {
  const answer = await slack.api<{ readonly usergroups: readonly Group[] }>('usergroups.list', { include_users: true });
  if (answer.ok) return answer.result.usergroups.filter((group) => (group.date_delete ?? 0) === 0);
  slack.log.warn({ 'slack.method': 'usergroups.list', 'slack.error': answer.code }, 'user groups could not be read');
  return [];
}

function isUser(name: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(name);
}
