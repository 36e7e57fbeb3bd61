import { answerWithinMs, type Directory, personNamed, sameName, type Team, teamNamed } from '../incident/directory.ts';
import type { Instant, UserId } from '../incident/incident.ts';
import type { PagerName, PlannedStep } from '../incident/pages.ts';
import { expandPeople } from './expand-people.ts';
import { inTurnOrder, onCallAt } from './on-call.ts';
import type { Slack } from './slack.ts';
import { mentionedUser } from './typed-text.ts';

/** Who is asked, in which order, when somebody or a team is to come. */
export interface PagePlan {
  /** Empty: the person of the first step. */
  readonly whom: string;
  readonly steps: readonly PlannedStep[];
  readonly pager: PagerName | null;
  readonly waitMs: number;
}

/** A person (mention, id, name), a team, a service, a user group; null: nobody knows such a one. */
export async function planPage(slack: Slack, whom: string): Promise<PagePlan | null> {
  const { directory, policy } = slack;
  const user = mentionedUser(whom) ?? (/^[UW][A-Z0-9]{4,}$/.test(whom) ? whom : null);
  if (user !== null) return named(slack, user);
  const service = policy.services.find(({ name }) => sameName(name, whom));
  const team = teamNamed(directory, whom) ?? (service?.team ? teamNamed(directory, service.team) : null);
  if (team !== null) return teamPlan(slack, team);
  const person = personNamed(directory, whom);
  if (person !== null && person.slack !== null) return named(slack, person.slack);
  const group = /^<!subteam\^(S[A-Z0-9]+)(?:\|@?([^>]*))?>$/.exec(whom);
  const asked = group?.[1] ?? whom;
  if (!/^(?:@.+|S[A-Z0-9]{4,})$/.test(asked)) return null;
  const { users } = await expandPeople(slack, [asked]);
  if (users.length === 0) return null;
  const name = group?.[2] === undefined ? asked : `@${group[2]}`;
  return { whom: name, steps: users.map(step('named')), pager: null, waitMs: answerWithinMs };
}

/** Who has a name of their own in the configuration; the longest that the words begin with, and the rest of them. */
export function splitWhom(slack: Slack, words: string): { readonly whom: string; readonly text: string } {
  const { directory, policy } = slack;
  const names = [...directory.teams, ...policy.services, ...directory.people].map(({ name }) => name);
  const lower = words.toLowerCase();
  const fits = names
    .filter((name) => lower === name.toLowerCase() || lower.startsWith(`${name.toLowerCase()} `))
    .sort((a, b) => b.length - a.length);
  const whom = fits[0] ?? words.split(/\s+/)[0] ?? '';
  return { whom, text: words.slice(whom.length).trim() };
}

/** Somebody alone; when they do not answer, those of their team who are in its call tree. */
function named(slack: Slack, user: UserId): PagePlan {
  const { directory } = slack;
  const now = slack.now();
  const teams = directory.teams.map((team) => treeOf(directory, team, now));
  const others = teams.find((tree) => tree.some((one) => one.user === user)) ?? [];
  const steps = [step('named')(user), ...others.filter((one) => one.user !== user)];
  return { whom: '', steps, pager: null, waitMs: answerWithinMs };
}

function teamPlan(slack: Slack, team: Team): PagePlan {
  const pager = team.pager !== null && slack.pagers[team.pager.name] !== undefined ? team.pager.name : null;
  return { whom: team.name, steps: treeOf(slack.directory, team, slack.now()), pager, waitMs: answerWithinMs };
}

/** The call tree; without one, who is on call and then the others of the rota, in the order of their turns. */
function treeOf(directory: Directory, team: Team, now: Instant): readonly PlannedStep[] {
  const onCall = team.rota === null ? null : (onCallAt(team.rota, now)?.who ?? null);
  const rota = team.rota === null ? [] : ['oncall', ...inTurnOrder(team.rota, now)];
  const tree = team.callTree.length > 0 ? team.callTree : rota.map((ask) => ({ ask, forMs: answerWithinMs }));
  const steps = new Map<UserId, PlannedStep>();
  for (const { ask, forMs } of tree) {
    const name = ask === 'oncall' ? onCall : ask;
    const user = name === null ? null : (personNamed(directory, name)?.slack ?? null);
    // On call and named further down as well: asked once, at the first place.
    if (user === null || steps.has(user)) continue;
    steps.set(user, { user, reason: name === onCall ? 'on_call' : 'tree', forMs });
  }
  return [...steps.values()];
}

function step(reason: PlannedStep['reason']): (user: UserId) => PlannedStep {
  return (user) => ({ user, reason, forMs: answerWithinMs });
}
