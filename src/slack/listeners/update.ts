// `Send update`: what happened, what is being done, what users can do meanwhile, when we speak next.

import type { Incident } from '../../incident/incident.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { refusal } from '../views/refusal.ts';
import { updateForm } from '../views/update-form.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, Asked, FormListener, Reply, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { wouldRefuse } from './would-refuse.ts';

export const updateWord: TypedWord = {
  word: 'update',
  needs: 'incident',
  run: async ({ incident, ...asked }) => (incident === null ? null : open(asked, incident)),
};

export const sendUpdate: ActionListener = (pressed) =>
  aboutPressed(pressed, 'send_update', (incident) => open(pressed, incident));

/** Who may not speak hears so at once, and whom to tell, instead of filling in a form that could not be sent. */
async function open(asked: Asked, incident: Incident): Promise<Reply | null> {
  const trial = { happened: '…', doing: '', meanwhile: '', nextAt: null };
  const no = wouldRefuse(incident, { type: 'send_update', by: asked.user, ...trial }, asked.slack.now());
  return no === null ? openForm(asked, updateForm(incident)) : refusal(incident, no);
}

export const submitUpdate: FormListener = (submitted) =>
  aboutForm(submitted, 'send_update', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const minutes = Number(typed(values, inputs.next));
    const nextAt = Number.isFinite(minutes) && minutes > 0 ? slack.now() + minutes * 60_000 : null;
    const happened = typed(values, inputs.happened);
    const doing = typed(values, inputs.doing);
    const meanwhile = typed(values, inputs.meanwhile);
    const outcome = await slack.engine.perform(
      incident,
      { type: 'send_update', by, happened, doing, meanwhile, nextAt },
      key,
    );
    return answerForm(submitted, outcome, inputs.happened);
  });
