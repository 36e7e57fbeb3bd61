import type { Policy } from '../incident/policy.ts';
import type { Api } from '../slack/api.ts';
import { type Finding, unwell, well } from './finding.ts';

interface Channel {
  readonly name: string;
  readonly is_archived?: boolean;
  readonly is_private?: boolean;
  readonly is_member?: boolean;
}

interface Group {
  readonly id: string;
  readonly handle: string;
  readonly date_delete?: number;
}

/** The channel in which incidents are announced. A name cannot be looked up without reading the list of all channels. */
export async function checkAnnouncements(api: Api, policy: Policy): Promise<Finding> {
  const named = policy.announcements;
  if (!/^[CG][A-Z0-9]{6,}$/.test(named)) {
    const found = `#${named}, by name: looked for at the first incident, joined, or made if it is missing`;
    return well('announcements', `${found}; an id (C…) would be looked at here`);
  }
  const answer = await api<{ readonly channel: Channel }>('conversations.info', { channel: named });
  if (!answer.ok) {
    const todo = 'correct announcements in muster.yml; a private channel must invite the bot first';
    return unwell('announcements', `${named}: ${answer.code}`, todo);
  }
  const { name, is_archived, is_private, is_member } = answer.result.channel;
  if (is_archived)
    return unwell('announcements', `#${name} is archived`, 'unarchive it, or name another in muster.yml');
  if (is_private && !is_member)
    return unwell('announcements', `#${name} is private`, 'invite the bot: /invite @muster');
  return well('announcements', `#${name}${is_member ? '' : '; the bot joins it at the first incident'}`);
}

/** Everybody whom the configuration asks in: groups and people that Slack knows and that are still there. */
export async function checkPeople(api: Api, policy: Policy): Promise<readonly Finding[]> {
  const invited = [...Object.values(policy.severities), ...policy.services].flatMap(({ invite }) => invite);
  const names = [...new Set(invited)];
  if (names.length === 0) return [well('people', 'nobody is asked in by configuration')];
  const people = names.filter((name) => /^[UW]/.test(name));
  const groups = names.filter((name) => !people.includes(name));
  const missing = [...(await missingGroups(api, groups)), ...(await missingPeople(api, people))];
  if (missing.length > 0) {
    return missing.map((found) => unwell('people', found, 'correct invite in muster.yml, or make the group'));
  }
  return [well('people', `${names.length} groups and people of the configuration are known to Slack`)];
}

async function missingGroups(api: Api, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const answer = await api<{ readonly usergroups: readonly Group[] }>('usergroups.list', { include_disabled: true });
  if (!answer.ok) return [`the user groups cannot be read: ${answer.code}`];
  return names.flatMap((name) => {
    const group = answer.result.usergroups.find(({ id, handle }) => id === name || `@${handle}` === name);
    if (!group) return [`${name}: there is no such user group`];
    return (group.date_delete ?? 0) > 0 ? [`${name}: this user group is switched off`] : [];
  });
}

async function missingPeople(api: Api, ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  // One after the other: it is a short list, and nobody waits but who typed the command.
  for (const user of ids) {
    const answer = await api<{ readonly user: { readonly deleted?: boolean } }>('users.info', { user });
    if (!answer.ok) found.push(`${user}: ${answer.code}`);
    else if (answer.result.user.deleted) found.push(`${user}: this person's account is switched off`);
  }
  return found;
}
