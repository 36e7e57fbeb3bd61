import { askLengthMax, openAsks, openAsksMax } from './asks.ts';
import { isAtWork, workPhases } from './at-work.ts';
import { cutText } from './cut-text.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** `/incident ask @ben restart the workers by 10:20`: one person, one thing, until when if it matters. */
export const makeAsk: Rule<'make_ask'> = (incident, { by, who, text, dueAt, source }, now) => {
  const whole = text.trim().replace(/[\s.]+$/, '');
  if (whole === '') return refuse({ reason: 'empty', what: 'text' });
  if (!isAtWork(incident)) return refuse({ reason: 'wrong_phase', phase: incident.phase, wanted: workPhases });
  if (dueAt !== null && dueAt <= now) return refuse({ reason: 'ask_due_past' });
  if (openAsks(incident).length >= openAsksMax) return refuse({ reason: 'too_many', what: 'asks', most: openAsksMax });
  const id = Math.max(0, ...(incident.asks ?? []).map((ask) => ask.id)) + 1;
  const ask = {
    ...{ id, text: cutText(whole, askLengthMax), who, by, at: now, dueAt, source },
    ...({ state: 'open', said: { by, at: now, why: '' } } as const),
    ...{ line: null, request: null, reminded: false, overdue: false },
  };
  return happened({ type: 'ask_made', ask, whole });
};
