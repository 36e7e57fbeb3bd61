// `Accept` and `Can't` on a direct message about a role; `Ask again` and `Page next` while no answer comes; `I'm here`.
import { roleAnswers } from '../../incident/crew.ts';
import type { Incident } from '../../incident/incident.ts';
import { pagesOf } from '../../incident/pages.ts';
import { findRoleAsk } from '../../incident/role-asks.ts';
import { type PagePlan, planPage } from '../plan-page.ts';
import type { Slack } from '../slack.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { openPageForm } from './page.ts';
import { performed } from './replied.ts';

export const answerRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'answer_role', async (incident, { id, answer: word }) => {
    const answer = roleAnswers.find((known) => known === word);
    if (answer === undefined) return trouble.oldButton();
    // The message that was pressed says what became of it.
    return performed(pressed, incident, { type: 'answer_role', by: pressed.user, id, answer });
  });

export const askRoleAgain: ActionListener = (pressed) =>
  aboutPressed(pressed, 'ask_role_again', (incident, { id }) =>
    performed(pressed, incident, { type: 'ask_role_again', by: pressed.user, id }, (after) => ({
      text: `INC-${after.number}: <@${findRoleAsk(after, id)?.user}> is asked again.`,
    })),
  );

/** The page that is running goes on; else who comes after them in their call tree is paged, or in that of a service. */
export const pageInstead: ActionListener = (pressed) =>
  aboutPressed(pressed, 'page_instead', async (incident, { id }) => {
    const { slack, user: by } = pressed;
    const ask = findRoleAsk(incident, id);
    if (ask === undefined) return trouble.oldButton();
    const running = pagesOf(incident).findLast(({ state }) => state === 'asking');
    if (running !== undefined) return performed(pressed, incident, { type: 'page_next', by, page: running.id }, paging);
    const plan = await planInstead(slack, incident, ask.user);
    if (plan === null) return openPageForm(pressed, incident);
    return performed(pressed, incident, { type: 'page', by, text: `${ask.role} is needed.`, ...plan }, paging);
  });

export const imHere: ActionListener = (pressed) =>
  aboutPressed(pressed, 'im_here', (incident, { id }) =>
    performed(pressed, incident, { type: 'im_here', by: pressed.user, id }),
  );

async function planInstead(slack: Slack, incident: Incident, user: string): Promise<PagePlan | null> {
  for (const whom of [user, ...incident.services]) {
    const plan = await planPage(slack, whom);
    const steps = plan?.steps.filter((step) => step.user !== user) ?? [];
    if (plan !== null && steps.length > 0) return { ...plan, steps };
  }
  return null;
}

function paging(incident: Incident) {
  return { text: `INC-${incident.number}: asked. The line in the room shows who answers.` };
}
