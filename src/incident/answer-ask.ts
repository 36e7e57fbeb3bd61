import { askLengthMax, findAsk, mayAnswer } from './asks.ts';
import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** `On it`, `Done`, or `Can't` with a word why. Done is the end of it; from `Can't` there is a way back. */
export const answerAsk: Rule<'answer_ask'> = (incident, { by, id, answer, why }) => {
  const ask = findAsk(incident, id);
  if (ask === undefined) return refuse({ reason: 'unknown_ask', id });
  if (!mayAnswer(incident, ask, by, answer)) return refuse({ reason: 'not_your_ask', user: ask.who });
  if (ask.state === 'done' || ask.state === answer) return refuse({ reason: 'nothing_changed' });
  const reason = answer === 'declined' ? cutText(why.trim(), askLengthMax) : '';
  if (answer === 'declined' && reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return happened({ type: 'ask_answered', id, answer, why: reason });
};
