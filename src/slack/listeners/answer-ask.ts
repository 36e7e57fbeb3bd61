// `On it`, `Done` and `Can't` on a direct message or in `/incident asks`; `Can't` asks a word why.
import { askAnswers, findAsk } from '../../incident/asks.ts';
import type { Incident } from '../../incident/incident.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { askState } from '../views/ask-words.ts';
import { declineForm } from '../views/decline-form.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, Reply } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const answerAsk: ActionListener = (pressed) =>
  aboutPressed(pressed, 'answer_ask', async (incident, { id, answer: word }) => {
    const answer = askAnswers.find((known) => known === word);
    const ask = findAsk(incident, id);
    if (answer === undefined || ask === undefined) return trouble.oldButton();
    if (answer === 'declined') return openForm(pressed, declineForm(incident, ask));
    const command = { type: 'answer_ask', by: pressed.user, id, answer, why: '' } as const;
    // The message that was pressed shows it by itself when it is the request; a list does not.
    return performed(pressed, incident, command, (after) =>
      pressed.message?.ts === ask.request?.ts ? null : heard(after, id),
    );
  });

export const submitDecline: FormListener = (submitted) =>
  aboutForm(submitted, 'decline_ask', async (incident, { id }) => {
    const { slack, user: by, key, values } = submitted;
    const why = typed(values, inputs.reason);
    const command = { type: 'answer_ask', by, id, answer: 'declined', why } as const;
    return answerForm(submitted, await slack.engine.perform(incident, command, key), inputs.reason);
  });

function heard(incident: Incident, id: number): Reply | null {
  const ask = findAsk(incident, id);
  return ask === undefined ? null : { text: `INC-${incident.number}: ${askState(incident, ask)}` };
}
