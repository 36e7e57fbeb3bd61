import { nextOfAsk, openAsks } from './asks.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody } from './events.ts';
import { isOpen } from './incident.ts';

/** Before its time who was asked is reminded, when it has passed the lead is told: once each. */
export const remindAsks: Rule<'remind_asks'> = (incident, _command, now) => {
  if (!isOpen(incident)) return refuse({ reason: 'not_due' });
  const events = openAsks(incident).flatMap((ask): readonly EventBody[] => {
    const next = nextOfAsk(ask);
    if (next === null || next.at > now) return [];
    // A late look passes the reminder over: its time has gone by.
    const late = ask.dueAt !== null && ask.dueAt <= now;
    return [{ type: late ? 'ask_overdue' : 'ask_reminded', id: ask.id }];
  });
  return events.length === 0 ? refuse({ reason: 'not_due' }) : happened(...events);
};
