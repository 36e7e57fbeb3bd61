import type { Incident, UserId } from '../incident/incident.ts';
import { plainOf } from '../record/slack-text.ts';
import { inputs } from './ids.ts';
import type { Slack } from './slack.ts';
import { type Given, guestCannot } from './views/guest-cannot.ts';

/**
 * Why somebody cannot be given a role, an ask or a page, in raw text; null: they can. Every way that names a person asks
 * here: words, forms and shortcuts. Who has left the workspace can be paged all the same: the page passes them by and
 * goes on to their team.
 */
export async function cannotBeGiven(
  slack: Slack,
  incident: Incident,
  user: UserId,
  given: Given,
): Promise<string | null> {
  const { kind, deactivated } = await slack.people.find(user);
  if (kind === 'member' && (deactivated !== true || given === 'page')) return null;
  const teams = slack.directory.teams.map(({ name }) => name);
  return guestCannot({ given, kind, user, lead: leadOf(incident, user), teams });
}

function leadOf({ roles }: Incident, not: UserId): UserId | null {
  return roles.find(({ role, user }) => role === 'lead' && user !== not)?.user ?? null;
}

/** The same as the errors of a form, at the field of the person: plain text, for Slack formats nothing there. */
export async function cannotBeGivenInForm(
  ...asked: Parameters<typeof cannotBeGiven>
): Promise<{ readonly errors: Readonly<Record<string, string>> } | null> {
  const no = await cannotBeGiven(...asked);
  if (no === null) return null;
  const [slack, , user] = asked;
  const lead = leadOf(asked[1], user);
  const people = await Promise.all([user, ...(lead === null ? [] : [lead])].map((one) => slack.people.find(one)));
  const plain = plainOf(no, (id) => people.find((one) => one.user === id)?.name ?? id);
  return { errors: { [inputs.user]: plain.replaceAll('`', '') } };
}
