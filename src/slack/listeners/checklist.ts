// The checklist: one menu per item, in the room or in the form behind `Checklist`. Who answered, and when, is kept.
import type { Incident } from '../../incident/incident.ts';
import { checklistPhases } from '../../incident/policy.ts';
import { checklistPhaseOf } from '../../record/checklist-summary.ts';
import { typed } from '../form-values.ts';
import { inputs, readFormMemo } from '../ids.ts';
import { readAnswer } from '../views/check-item.ts';
import { checkNoteForm } from '../views/check-note-form.ts';
import { checklistForm } from '../views/checklist-form.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, Asked, FormListener, Pressed, Reply, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const checklistWord: TypedWord = {
  word: 'checklist',
  needs: 'incident',
  run: async ({ incident, ...asked }) => (incident === null ? null : open(asked, incident)),
};

export const showChecklist: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_checklist', (incident) => open(pressed, incident));

export const answerCheck: ActionListener = (pressed) =>
  aboutPressed(pressed, 'answer_check', async (incident, { item, answer }) => {
    const chosen = readAnswer(answer);
    if (chosen === null) return trouble.oldButton();
    if (chosen === 'note') return addNote(pressed, incident, item);
    const { slack, user: by, key, view } = pressed;
    if (view === null) return performed(pressed, incident, { type: 'answer_check', by, item, answer: chosen });
    const outcome = await slack.engine.perform(incident, { type: 'answer_check', by, item, answer: chosen }, key);
    if (outcome.kind === 'done')
      await slack.quick('views.update', {
        view_id: view.id,
        view: checklistForm(outcome.incident, phaseOf(view, outcome.incident)),
      });
    return null;
  });

export const submitCheckNote: FormListener = (submitted) =>
  aboutForm(submitted, 'note_check', async (incident, { item }) => {
    const { slack, user: by, key, values } = submitted;
    const note = typed(values, inputs.note);
    return answerForm(
      submitted,
      await slack.engine.perform(incident, { type: 'note_check', by, item, note }, key),
      inputs.note,
    );
  });

async function open(asked: Asked, incident: Incident): Promise<Reply | null> {
  const phase = checklistPhaseOf(incident);
  const any = incident.policy.checklists.some((list) => list.phase === phase);
  return any ? openForm(asked, checklistForm(incident, phase)) : trouble.noChecklist(incident);
}

async function addNote(pressed: Pressed, incident: Incident, item: string): Promise<Reply | null> {
  const form = checkNoteForm(incident, item);
  if (form === null) return trouble.oldButton();
  if (pressed.view === null) return openForm(pressed, form);
  const answer = await pressed.slack.quick('views.push', { trigger_id: pressed.triggerId, view: form });
  return answer.ok ? null : trouble.formNotOpened();
}

function phaseOf(view: { readonly privateMetadata: string }, incident: Incident) {
  const memo = readFormMemo('checklist', view.privateMetadata);
  return checklistPhases.find((phase) => phase === memo?.phase) ?? checklistPhaseOf(incident);
}
