// `/incident page payments the queue is stuck` asks somebody to come: a person, a team, a service, or `next`.
import type { Incident, UserId } from '../../incident/incident.ts';
import { pagesOf } from '../../incident/pages.ts';
import { cannotBeGiven, cannotBeGivenInForm } from '../cannot-be-given.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { type PagePlan, planPage, splitWhom } from '../plan-page.ts';
import type { Slack } from '../slack.ts';
import { typedText } from '../typed-text.ts';
import { pageForm } from '../views/page-form.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, Asked, FormListener, Reply, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const pageWord: TypedWord = {
  word: 'page',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const words = line.rest.trim();
    if (words === '') return openPageForm(asked, incident);
    if (words.toLowerCase() === 'next') return next(asked, incident);
    const { whom, text } = splitWhom(asked.slack, words);
    const plan = await planPage(asked.slack, whom);
    if (plan === null) return trouble.notUnderstood(unknownWhom(asked.slack));
    const user = namedIn(plan);
    const no = user === null ? null : await cannotBeGiven(asked.slack, incident, user, 'page');
    if (no !== null) return trouble.notUnderstood(no);
    return performed(asked, incident, { type: 'page', by: asked.user, text: typedText(text), ...plan }, paging);
  },
};

export const page: ActionListener = (pressed) =>
  aboutPressed(pressed, 'page', (incident) => openPageForm(pressed, incident));

export const submitPage: FormListener = (submitted) =>
  aboutForm(submitted, 'page', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const whom = typed(values, inputs.team) || typed(values, inputs.user);
    if (whom === '') return { errors: { [inputs.user]: 'Choose a team, a service or a person.' } };
    const plan = await planPage(slack, whom);
    if (plan === null) return { errors: { [inputs.user]: 'Nobody is known by that name.' } };
    const user = namedIn(plan);
    const no = user === null ? null : await cannotBeGivenInForm(slack, incident, user, 'page');
    if (no !== null) return no;
    const outcome = await slack.engine.perform(
      incident,
      { type: 'page', by, text: typed(values, inputs.text), ...plan },
      key,
    );
    return answerForm(submitted, outcome, inputs.user);
  });

/** Whoever is paged by name must be able to answer; of a team, those who cannot are passed by. */
function namedIn({ whom, steps }: PagePlan): UserId | null {
  return whom === '' ? (steps[0]?.user ?? null) : null;
}

/** The newest page that still asks goes on at once. */
async function next(asked: Omit<Asked, 'person'>, incident: Incident): Promise<Reply | null> {
  const running = pagesOf(incident).findLast(({ state }) => state === 'asking') ?? pagesOf(incident).at(-1);
  if (running === undefined) return trouble.notUnderstood('Nobody is being paged. `/incident page WHO` asks somebody.');
  return performed(asked, incident, { type: 'page_next', by: asked.user, page: running.id }, paging);
}

/** What a form offers: teams that can be paged, and services that have one. */
export function openPageForm(asked: Pick<Asked, 'slack' | 'triggerId'>, incident: Incident): Promise<Reply | null> {
  const { directory, policy } = asked.slack;
  const teams = directory.teams.map(({ name }) => name);
  const services = policy.services.filter(
    ({ name, team }) => team !== null && teams.includes(team) && !teams.includes(name),
  );
  return openForm(asked, pageForm(incident, [...teams, ...services.map(({ name }) => name)].slice(0, 100)));
}

function paging(incident: Incident): Reply {
  return { text: `INC-${incident.number}: asked. The line in the room shows who answers.` };
}

function unknownWhom({ directory }: Slack): string {
  const teams = directory.teams.map(({ name }) => `\`/incident page ${name}\``).slice(0, 5);
  const known = teams.length === 0 ? '' : ` Teams: ${teams.join(', ')}.`;
  return `Say who: \`/incident page @ben\`, a team or a service, or \`next\`.${known}`;
}
