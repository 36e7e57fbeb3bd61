// `/incident decide go back to 4.11 because the schema did not change`: a decision on the timeline. When a call is open and
// nobody writes, the scribe, else the lead, is asked for one; `Not for 30 min` and `Not for this incident` end that.
import { dateToken } from '../../record/slack-text.ts';
import { moment, typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { typedWords } from '../typed-text.ts';
import { decisionForm } from '../views/decision-form.ts';
import { dayAndTime } from '../views/moment.ts';
import { trouble } from '../views/trouble.ts';
import { isMeantAsTime, latestPast } from '../wall-clock.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const decideWord: TypedWord = {
  word: 'decide',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const now = asked.slack.now();
    if (line.rest.trim() === '') return openForm(asked, decisionForm(incident, now));
    const [first = '', ...others] = line.rest.split(/\s+/);
    const at = latestPast(first, asked.person.zone, now);
    if (at === null && isMeantAsTime(first)) return trouble.noSuchTime(first);
    const said = at === null ? line.rest : others.join(' ');
    const [, text = '', why = ''] = /^([\s\S]*?)(?:(?:^|[\s,;]+)because(?:\s+([\s\S]*))?)?$/i.exec(said.trim()) ?? [];
    if (text.trim() === '') {
      return trouble.notUnderstood(
        'Say what was decided: `/incident decide go back to 4.11 because the schema did not change`.',
      );
    }
    const happenedAt = at ?? now;
    const decided = { text: typedWords(text), why: typedWords(why), who: asked.user, happenedAt };
    const command = { type: 'record_decision', by: asked.user, ...decided } as const;
    return performed(asked, incident, command, (after) => ({
      text: `INC-${after.number}: on the timeline, ${dayAndTime(happenedAt)}.${why === '' ? ' Why can follow behind `because`.' : ''}`,
    }));
  },
};

export const recordDecision: ActionListener = (pressed) =>
  aboutPressed(pressed, 'record_decision', (incident) =>
    openForm(pressed, decisionForm(incident, pressed.slack.now())),
  );

export const submitDecision: FormListener = (submitted) =>
  aboutForm(submitted, 'record_decision', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const decided = {
      text: typed(values, inputs.text),
      why: typed(values, inputs.reason),
      who: typed(values, inputs.user) || null,
      happenedAt: moment(values, inputs.happenedAt) ?? slack.now(),
    };
    const outcome = await slack.engine.perform(incident, { type: 'record_decision', by, ...decided }, key);
    return answerForm(submitted, outcome, inputs.text);
  });

export const quietCall: ActionListener = (pressed) =>
  aboutPressed(pressed, 'quiet_call', (incident, { ms }) => {
    const command = { type: 'quiet_call', by: pressed.user, forMs: ms > 0 ? ms : null } as const;
    return performed(pressed, incident, command, (after) => ({
      text: `INC-${after.number}: nobody is asked about the call ${ms > 0 ? `until ${dateToken(pressed.slack.now() + ms, '{time}')}` : 'in this incident any more'}.`,
    }));
  });
