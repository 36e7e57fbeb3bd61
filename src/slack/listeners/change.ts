// `/incident did 03:10 rolled back to 4.11`, or `Log change` on a message: what was changed on the systems, when, by whom.
// `Undone` and `Keep` on its line say what became of it; the scribe confirms messages that read like a change.
import { changeStates } from '../../incident/changes.ts';
import { plainOf } from '../../record/slack-text.ts';
import { moment, typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { instantOf } from '../slack-time.ts';
import { typedWords } from '../typed-text.ts';
import { changeForm } from '../views/change-form.ts';
import { dayAndTime } from '../views/moment.ts';
import { trouble } from '../views/trouble.ts';
import { isMeantAsTime, latestPast } from '../wall-clock.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, MessageShortcutListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const didWord: TypedWord = {
  word: 'did',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const now = asked.slack.now();
    const empty = { text: '', who: asked.user, at: now, source: null };
    if (line.rest.trim() === '') return openForm(asked, changeForm(incident, empty));
    const [first = '', ...others] = line.rest.split(/\s+/);
    const at = latestPast(first, asked.person.zone, now);
    if (at === null && isMeantAsTime(first)) return trouble.noSuchTime(first);
    const text = typedWords(at === null ? line.rest : others.join(' '));
    if (text.trim() === '') {
      return trouble.notUnderstood(
        'Say what was changed: `/incident did 10:12 rolled back to 4.11`. The time may be left out.',
      );
    }
    const happenedAt = at ?? now;
    const command = { type: 'log_change', by: asked.user, who: asked.user, text, happenedAt, source: null } as const;
    return performed(asked, incident, command, (after) => ({
      text: `INC-${after.number}: logged for ${dayAndTime(happenedAt)}. Its line in the room has \`Undone\` and \`Keep\`.`,
    }));
  },
};

export const logChange: ActionListener = (pressed) =>
  aboutPressed(pressed, 'log_change', (incident) =>
    openForm(pressed, changeForm(incident, { text: '', who: pressed.user, at: pressed.slack.now(), source: null })),
  );

export const changeFromMessage: MessageShortcutListener = async (asked) => {
  const { slack, channel, message } = asked;
  const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
  if (incident === null) return trouble.noWarRoom();
  const text = plainOf(message.text, (id) => id);
  const who = /^[UW]/.test(message.user) ? message.user : asked.user;
  const source = { channel, ts: message.ts };
  return openForm(asked, changeForm(incident, { text, who, at: instantOf(message.ts), source }));
};

export const submitChange: FormListener = (submitted) =>
  aboutForm(submitted, 'log_change', async (incident, { channel, ts }) => {
    const { slack, user: by, key, values } = submitted;
    const text = typed(values, inputs.text);
    const who = typed(values, inputs.user) || by;
    const happenedAt = moment(values, inputs.happenedAt) ?? slack.now();
    const source = ts === '' ? null : { channel, ts };
    const command = { type: 'log_change', by, who, text, happenedAt, source } as const;
    return answerForm(submitted, await slack.engine.perform(incident, command, key), inputs.text);
  });

/** The line in the room shows it by itself. */
export const settleChange: ActionListener = (pressed) =>
  aboutPressed(pressed, 'settle_change', async (incident, { id, state: word }) => {
    const state = changeStates.find((known) => known === word);
    if (state === undefined) return trouble.oldButton();
    return performed(pressed, incident, { type: 'settle_change', by: pressed.user, id, state });
  });

export const settleOffer: ActionListener = (pressed) =>
  aboutPressed(pressed, 'settle_offer', (incident, { ts, log }) =>
    performed(pressed, incident, { type: 'settle_offer', by: pressed.user, ts, log: log === 'yes' }),
  );
