// At the end everybody who took part is asked, once, what the record cannot know. `Answer` opens three questions.
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { memoryForm } from '../views/memory-form.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener } from './listener.ts';
import { openForm } from './open-form.ts';

export const giveMemory: ActionListener = (pressed) =>
  aboutPressed(pressed, 'give_memory', (incident) => openForm(pressed, memoryForm(incident, pressed.user)));

export const submitMemory: FormListener = (submitted) =>
  aboutForm(submitted, 'give_memory', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const memory = {
      unwritten: typed(values, inputs.unwritten),
      surprised: typed(values, inputs.surprised),
      remember: typed(values, inputs.remember),
    };
    return answerForm(
      submitted,
      await slack.engine.perform(incident, { type: 'give_memory', by, memory }, key),
      inputs.unwritten,
    );
  });
