import type { Directory, Team } from '../incident/directory.ts';
import type { Pager, PagerAnswer, Pagers } from '../incident/pager.ts';
import type { PagerName } from '../incident/pages.ts';
import { pagerTitle } from '../record/describe-page.ts';
import { type Finding, unwell, well } from './finding.ts';

/** The variables to look at where something is wrong. */
const keys = {
  pagerduty: { page: 'PAGERDUTY_ROUTING_KEY', token: 'PAGERDUTY_API_TOKEN' },
  zenduty: { page: 'ZENDUTY_WEBHOOK_URL', token: 'ZENDUTY_API_TOKEN' },
} as const;

/** The paging services that teams use: whether they answer, and know whom to ask. Rings nobody. */
export async function checkPagers(pagers: Pagers, directory: Directory): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of ['pagerduty', 'zenduty'] as const) {
    const teams = directory.teams.filter(({ pager }) => pager?.name === name);
    const pager = pagers[name];
    if (teams.length === 0) continue;
    if (pager === undefined) {
      const todo = `set ${keys[name].page}; until then their own call trees are asked`;
      findings.push(unwell('paging', `${namesOf(teams)} are paged by ${pagerTitle(name)}, which is not set up`, todo));
    } else findings.push(await checkPaging(name, pager), ...(await checkOnCall(name, pager, teams, directory)));
  }
  return findings;
}

async function checkPaging(name: PagerName, pager: Pager): Promise<Finding> {
  const title = pagerTitle(name);
  const answer = await pager.check?.();
  if (answer === undefined) return well('paging', `${title} is set up; whether it rings shows only a page`);
  if (answer.ok) return well('paging', `${title} takes events`);
  return unwell('paging', `${title} takes no events: ${answer.why}`, whatToDo(answer, keys[name].page));
}

async function checkOnCall(
  name: PagerName,
  pager: Pager,
  teams: readonly Team[],
  { people }: Directory,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const known = (email: string) =>
    people.some((one) => one.slack !== null && one.email?.toLowerCase() === email.toLowerCase());
  for (const team of teams) {
    const place = team.pager?.onCall ?? null;
    if (place === null) continue;
    const answer = await pager.onCall(place);
    const asked = `${pagerTitle(name)}, on call for ${team.name}`;
    if (!answer.ok) findings.push(unwell('paging', `${asked}: ${answer.why}`, whatToDo(answer, keys[name].token)));
    else if (answer.emails.length === 0)
      findings.push(unwell('paging', `${asked}: nobody`, `correct pager.on_call of ${team.name} in muster.yml`));
    else if (!answer.emails.some(known))
      findings.push(unwell('paging', `${asked}: nobody known here`, 'give people slack and email in muster.yml'));
    else
      findings.push(
        well(
          'paging',
          `${asked}: ${answer.emails.length}, of whom ${answer.emails.filter(known).length} are known here`,
        ),
      );
  }
  return findings;
}

function whatToDo({ why }: PagerAnswer, variable: string): string {
  return /^HTTP|set$/.test(why) ? `correct ${variable}` : 'open the way there, or correct its address';
}

function namesOf(teams: readonly Team[]): string {
  return teams.map(({ name }) => name).join(', ');
}
