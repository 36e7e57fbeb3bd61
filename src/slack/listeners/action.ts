// `/incident action TEXT` notes something to be done afterwards; owner and date can follow. The message shortcut
// `Create action item` takes the words from a message.
import type { Incident } from '../../incident/incident.ts';
import { plainOf } from '../../record/slack-text.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { withMentions, withNames } from '../people-by-name.ts';
import { typedWords } from '../typed-text.ts';
import { actionAdded } from '../views/action-added.ts';
import { actionForm } from '../views/action-form.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, MessageShortcutListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const actionWord: TypedWord = {
  word: 'action',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const text = typedWords(line.rest);
    if (text.trim() === '') return openForm(asked, actionForm(incident, { text: '', source: null, action: null }));
    const command = { type: 'add_action', by: asked.user, text, owner: null, dueOn: null, source: null } as const;
    return performed(asked, incident, command, (after) => added(after));
  },
};

export const addAction: ActionListener = (pressed) =>
  aboutPressed(pressed, 'add_action', (incident) =>
    openForm(pressed, actionForm(incident, { text: '', source: null, action: null })),
  );

/** `Owner and date` on the answer to the command. */
export const changeAction: ActionListener = (pressed) =>
  aboutPressed(pressed, 'change_action', async (incident, { id }) => {
    const action = incident.actions.find((known) => known.id === id);
    if (action === undefined) return trouble.oldButton();
    const text = await withNames(pressed.slack, incident, action.text);
    return openForm(pressed, actionForm(incident, { text, source: action.source, action }));
  });

export const actionFromMessage: MessageShortcutListener = async (asked) => {
  const { slack, channel, message } = asked;
  const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
  if (incident === null) return trouble.noWarRoom();
  const text = plainOf(message.text, (id) => id);
  return openForm(asked, actionForm(incident, { text, source: { channel, ts: message.ts }, action: null }));
};

export const submitAction: FormListener = (submitted) =>
  aboutForm(submitted, 'add_action', async (incident, { id, channel, ts, seen }) => {
    const { slack, user: by, key, values } = submitted;
    const text = await withMentions(slack, incident, typed(values, inputs.text));
    const owner = typed(values, inputs.owner) || null;
    const dueOn = typed(values, inputs.dueOn) || null;
    const source = ts === '' ? null : { channel, ts };
    const outcome = await slack.engine.perform(
      incident,
      id === 0
        ? { type: 'add_action', by, text, owner, dueOn, source }
        : { type: 'change_action', by, id, text, owner, dueOn, seen },
      key,
    );
    return answerForm(submitted, outcome, inputs.text, (after, again) => {
      const action = after.actions.find((known) => known.id === id) ?? null;
      return actionForm(after, { text, source, action }, again);
    });
  });

function added(incident: Incident) {
  const action = incident.actions.at(-1);
  return action === undefined ? null : actionAdded(incident, action);
}
