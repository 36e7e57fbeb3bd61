// `/incident time started 09:58 the first alert`: corrects a time, in the typist's own zone; the correction stays on the timeline.
import { type TimeName, timeNames } from '../../incident/incident.ts';
import { dateToken } from '../../record/slack-text.ts';
import { typedWords } from '../typed-text.ts';
import { trouble } from '../views/trouble.ts';
import { latestPast } from '../wall-clock.ts';
import type { TypedWord } from './listener.ts';
import { performed } from './replied.ts';

/** Declaring is a fact of ours, closing ends the work: neither is corrected by hand. */
const correctable = timeNames.filter((time) => time !== 'declared' && time !== 'closed');

export const timeWord: TypedWord = {
  word: 'time',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const [name = '', clock = '', ...why] = line.rest.split(/\s+/);
    const time = correctable.find((candidate) => candidate === name.toLowerCase()) as TimeName | undefined;
    const form = 'Say which, when and why: `/incident time started 09:58 the first alert`.';
    if (time === undefined)
      return trouble.notUnderstood(`${form} Times that can be corrected: ${correctable.join(', ')}.`);
    const to = latestPast(clock, asked.person.zone, asked.slack.now());
    if (to === null) return trouble.notUnderstood(`${form} The time is HH:MM of your own clock.`);
    const reason = typedWords(why.join(' '));
    if (reason === '') return trouble.notUnderstood(`${form} The reason stays on the timeline.`);
    return performed(asked, incident, { type: 'correct_time', by: asked.user, time, to, reason }, (after) => ({
      text: `INC-${after.number}: ${time} is now ${dateToken(to, '{date_short_pretty} at {time}')}.`,
    }));
  },
};
