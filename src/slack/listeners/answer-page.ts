// `I'm coming`, `Can't`, `Stand by` on a page, and `Page next` for who does not want to wait.
import { pageAnswers } from '../../incident/pages.ts';
import { pageAnswered } from '../views/page-request.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';
import { performed } from './replied.ts';

export const answerPage: ActionListener = (pressed) =>
  aboutPressed(pressed, 'answer_page', async (incident, { page, answer: given }) => {
    const answer = pageAnswers.find((one) => one === given);
    if (answer === undefined) return trouble.oldButton();
    return performed(pressed, incident, { type: 'answer_page', by: pressed.user, page, answer }, (after) => ({
      text: pageAnswered(after, answer),
    }));
  });

export const pageNext: ActionListener = (pressed) =>
  aboutPressed(pressed, 'page_next', (incident, { page }) =>
    performed(pressed, incident, { type: 'page_next', by: pressed.user, page }),
  );
