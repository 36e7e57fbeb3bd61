// `/incident ask @ben restart the workers by 10:20`, or `Ask someone` on a message: a direct message to who is asked, and
// one line in the room. `/incident asks` shows what is open.
import type { Incident } from '../../incident/incident.ts';
import { plainOf } from '../../record/slack-text.ts';
import { cannotBeGiven, cannotBeGivenInForm } from '../cannot-be-given.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { mentionedUser, typedWords } from '../typed-text.ts';
import { askForm } from '../views/ask-form.ts';
import { askList } from '../views/ask-list.ts';
import { trouble } from '../views/trouble.ts';
import { nextToCome } from '../wall-clock.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, MessageShortcutListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const askWord: TypedWord = {
  word: 'ask',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    if (line.rest.trim() === '') return openForm(asked, askForm(incident, { text: '', source: null }));
    const [first = '', ...others] = line.rest.trim().split(/\s+/);
    const who = mentionedUser(first);
    const right = '`/incident ask @ben restart the workers by 10:20`. The time may be left out.';
    if (who === null) return trouble.notUnderstood(`Say whom with @, and what: ${right}`);
    const no = await cannotBeGiven(asked.slack, incident, who, 'ask');
    if (no !== null) return trouble.notUnderstood(no);
    const { words, clock } = splitTime(others.join(' '));
    if (words === '') return trouble.notUnderstood(`Say what you ask for: ${right}`);
    const dueAt = clock === null ? null : nextToCome(clock, asked.person.zone, asked.slack.now());
    if (clock !== null && dueAt === null) return trouble.noSuchTime(clock);
    const text = typedWords(words);
    const command = { type: 'make_ask', by: asked.user, who, text, dueAt, source: null } as const;
    return performed(asked, incident, command, (after) => ({ text: `INC-${after.number}: <@${who}> is asked.` }));
  },
};

export const asksWord: TypedWord = {
  word: 'asks',
  needs: 'incident',
  run: async ({ incident, user }) => (incident === null ? null : askList(incident, user)),
};

export const showAsks: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_asks', async (incident) => askList(incident, pressed.user));

export const makeAsk: ActionListener = (pressed) =>
  aboutPressed(pressed, 'make_ask', (incident) => openForm(pressed, askForm(incident, { text: '', source: null })));

export const askFromMessage: MessageShortcutListener = async (asked) => {
  const { slack, channel, message } = asked;
  const incident = await slack.engine.incidentIn(slack.identity.teamId, channel);
  if (incident === null) return trouble.noWarRoom();
  const text = plainOf(message.text, (id) => id);
  return openForm(asked, askForm(incident, { text, source: { channel, ts: message.ts } }));
};

export const submitAsk: FormListener = (submitted) =>
  aboutForm(submitted, 'make_ask', async (incident: Incident, { channel, ts }) => {
    const { slack, user: by, key, values } = submitted;
    const who = typed(values, inputs.user);
    const no = await cannotBeGivenInForm(slack, incident, who, 'ask');
    if (no !== null) return no;
    const minutes = Number(typed(values, inputs.next));
    const dueAt = minutes > 0 ? slack.now() + minutes * 60_000 : null;
    const source = ts === '' ? null : { channel, ts };
    const text = typed(values, inputs.text);
    const outcome = await slack.engine.perform(incident, { type: 'make_ask', by, who, text, dueAt, source }, key);
    return answerForm(submitted, outcome, inputs.text);
  });

/** `restart the workers by 10:20` → its words and its time. */
function splitTime(text: string): { readonly words: string; readonly clock: string | null } {
  const found = /^([\s\S]*?)[\s,]*\bby\s+(\d{1,2}:\d{2})[.!]?$/i.exec(text.trim());
  return found === null
    ? { words: text.trim(), clock: null }
    : { words: (found[1] ?? '').trim(), clock: found[2] ?? null };
}
