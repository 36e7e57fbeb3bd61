// `Edit` corrects title, summary and severity in one form, with a reason; `/incident title …` and `/incident summary …` one at a time.
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { typedText } from '../typed-text.ts';
import { editForm } from '../views/edit-form.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { doneElsewhere, performed } from './replied.ts';
import { readSeverity } from './severity.ts';

export const titleWord: TypedWord = {
  word: 'title',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    const title = typedText(line.rest);
    if (incident === null) return null;
    if (title === '')
      return trouble.notUnderstood('Say it in a line: `/incident title Checkout returns 500s in the EU`.');
    return performed(asked, incident, { type: 'set_title', by: asked.user, title, reason: '' }, doneElsewhere(asked));
  },
};

export const summaryWord: TypedWord = {
  word: 'summary',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    const summary = typedText(line.rest);
    if (incident === null) return null;
    if (summary === '')
      return trouble.notUnderstood('Say it in a sentence or two: `/incident summary Card payments fail since 09:55`.');
    return performed(asked, incident, { type: 'set_summary', by: asked.user, summary, reason: '' }, (after) => ({
      text: `INC-${after.number}: the briefing shows the new summary.`,
    }));
  },
};

export const edit: ActionListener = (pressed) =>
  aboutPressed(pressed, 'edit', (incident) => openForm(pressed, editForm(incident)));

export const submitEdit: FormListener = (submitted) =>
  aboutForm(submitted, 'edit', async (incident, { seen }) => {
    const { slack, user: by, key, values } = submitted;
    const title = typed(values, inputs.title);
    // A summary that is too long for a form was not in it: it stays.
    const summary = Object.hasOwn(values, inputs.summary) ? typed(values, inputs.summary) : null;
    const severity = readSeverity(typed(values, inputs.severity)) ?? incident.severity;
    const reason = typed(values, inputs.reason);
    const command = { type: 'edit', by, title, summary, severity, reason, seen } as const;
    return answerForm(submitted, await slack.engine.perform(incident, command, key), inputs.title, editForm);
  });
