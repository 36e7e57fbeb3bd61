// `Contained` acts at once; `Resolved`, closing, cancelling and reopening ask first, in a form, where `Not yet` is as easy.
import type { ModalView } from '@slack/types';
import type { CommandBody } from '../../incident/commands.ts';
import type { Incident } from '../../incident/incident.ts';
import { moment, typed } from '../form-values.ts';
import { inputs, type Verb } from '../ids.ts';
import { typedWords } from '../typed-text.ts';
import { cancelForm } from '../views/cancel-form.ts';
import { closeForm } from '../views/close-form.ts';
import { refusal } from '../views/refusal.ts';
import { reopenForm } from '../views/reopen-form.ts';
import { resolveForm } from '../views/resolve-form.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, Asked, FormListener, FormValues, Reply, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { doneElsewhere, performed } from './replied.ts';
import { wouldRefuse } from './would-refuse.ts';

export const containedWord: TypedWord = {
  word: 'contained',
  needs: 'incident',
  run: async ({ incident, ...asked }) =>
    incident === null ? null : performed(asked, incident, { type: 'contain', by: asked.user }, doneElsewhere(asked)),
};

export const contain: ActionListener = (pressed) =>
  aboutPressed(pressed, 'contain', (incident) => performed(pressed, incident, { type: 'contain', by: pressed.user }));

const resolveNow: CommandBody = { type: 'resolve', impactEndedAt: null, note: '' };

export const resolvedWord = asking('resolved', resolveNow, resolveForm);
export const closedWord = asking('closed', { type: 'close' }, closeForm);
export const resolve = askingOnPress('resolve', resolveNow, resolveForm);
export const close = askingOnPress('close', { type: 'close' }, closeForm);
export const reopen = askingOnPress('reopen', { type: 'reopen', reason: '…' }, reopenForm);
export const cancel = askingOnPress('cancel', { type: 'cancel', reason: '…' }, cancelForm);

export const cancelWord = reasoned('cancel', (reason) => ({ type: 'cancel', reason }), cancelForm);
export const reopenWord = reasoned('reopen', (reason) => ({ type: 'reopen', reason }), reopenForm);

export const submitResolve = submitting('resolve', inputs.impactEndedAt, (values) => ({
  type: 'resolve',
  impactEndedAt: moment(values, inputs.impactEndedAt),
  note: typed(values, inputs.note),
}));
export const submitClose = submitting('close', '', () => ({ type: 'close' }));
export const submitReopen = submitting('reopen', inputs.reason, (values) => ({
  type: 'reopen',
  reason: typed(values, inputs.reason),
}));
export const submitCancel = submitting('cancel', inputs.reason, (values) => ({
  type: 'cancel',
  reason: typed(values, inputs.reason),
}));

type Form = (incident: Incident, now: number) => ModalView;

/** A no that is certain already is said at once, instead of a form that could not be sent. */
async function ask(asked: Asked, incident: Incident, command: CommandBody, form: Form): Promise<Reply | null> {
  const no = wouldRefuse(incident, { ...command, by: asked.user }, asked.slack.now());
  return no === null ? openForm(asked, form(incident, asked.slack.now())) : refusal(incident, no);
}

function asking(word: string, command: CommandBody, form: Form): TypedWord {
  return {
    word,
    needs: 'incident',
    run: async ({ incident, ...asked }) => (incident === null ? null : ask(asked, incident, command, form)),
  };
}

function askingOnPress(
  verb: Verb & ('resolve' | 'close' | 'reopen' | 'cancel'),
  command: CommandBody,
  form: Form,
): ActionListener {
  return (pressed) => aboutPressed(pressed, verb, (incident) => ask(pressed, incident, command, form));
}

/** `/incident cancel REASON` acts at once: the reason typed is the second thought. Without one, the form asks for it. */
function reasoned(word: string, command: (reason: string) => CommandBody, form: Form): TypedWord {
  return {
    word,
    needs: 'incident',
    takes: 'text',
    run: async ({ incident, line, ...asked }) => {
      if (incident === null) return null;
      const reason = typedWords(line.rest);
      if (reason === '') return ask(asked, incident, command('…'), form);
      return performed(asked, incident, { ...command(reason), by: asked.user }, doneElsewhere(asked));
    },
  };
}

function submitting(
  id: 'resolve' | 'close' | 'reopen' | 'cancel',
  field: string,
  command: (values: FormValues) => CommandBody,
): FormListener {
  return (submitted) =>
    aboutForm(submitted, id, async (incident) => {
      const { slack, user: by, key, values } = submitted;
      return answerForm(submitted, await slack.engine.perform(incident, { ...command(values), by }, key), field);
    });
}
