import type { Button } from '@slack/types';
import { type Ask, isSettled, mayAnswer } from '../../incident/asks.ts';
import type { Incident, UserId } from '../../incident/incident.ts';
import { said } from '../../record/phrases.ts';
import { escapeTyped, shorten } from '../../record/slack-text.ts';
import { button } from '../blocks.ts';
import { moment } from './moment.ts';

/** `restart the workers, by 10:20`, raw; `length`: of the words. */
export function askWhat(incident: Incident, ask: Ask, length = 400): string {
  const when = ask.dueAt === null ? '' : `, by ${moment(incident, ask.dueAt)}`;
  return `${escapeTyped(shorten(ask.text, length))}${when}`;
}

/** How it stands, as a sentence, raw. */
export function askState(incident: Incident, ask: Ask): string {
  const when = moment(incident, ask.said.at);
  const late = ask.overdue && ask.dueAt !== null && !isSettled(ask) ? ` Was due ${moment(incident, ask.dueAt)}.` : '';
  switch (ask.state) {
    case 'open':
      return `No answer yet.${late}`;
    case 'taken':
      return `On it since ${when}.${late}`;
    case 'done':
      return ask.said.by === ask.who ? `Done ${when}.` : `Done ${when}, says <@${ask.said.by}>.`;
    case 'declined':
      return `Can't, ${when}: ${said(ask.said.why)}`;
  }
}

/** The answers that somebody can still give; none when it is done. */
export function askButtons(incident: Incident, ask: Ask, user: UserId): readonly Button[] {
  const n = { n: incident.number, id: ask.id };
  const offered = [
    ['taken', 'On it'],
    ['done', 'Done'],
    ['declined', "Can't"],
  ] as const;
  return offered
    .filter(([answer]) => ask.state !== 'done' && ask.state !== answer && mayAnswer(incident, ask, user, answer))
    .map(([answer, label]) =>
      button(
        label,
        'answer_ask',
        { ...n, answer },
        { suffix: `${ask.id}-${answer}`, ...(answer === 'taken' ? { style: 'primary' } : {}) },
      ),
    );
}
