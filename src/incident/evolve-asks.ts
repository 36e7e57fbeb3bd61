import { type Ask, type AskEvent, withoutOldest } from './asks.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';

/** What people were asked, and what became of it. An incident of an earlier version has none yet. */
export function evolveAsks(incident: Incident, event: Extract<IncidentEvent, { type: AskEvent['type'] }>): Incident {
  switch (event.type) {
    case 'ask_made':
      return { ...incident, asks: withoutOldest([...(incident.asks ?? []), event.ask]) };
    case 'ask_answered':
      return changeAsk(incident, event.id, {
        state: event.answer,
        said: { by: event.by, at: event.at, why: event.why },
      });
    case 'ask_reminded':
      return changeAsk(incident, event.id, { reminded: true });
    case 'ask_overdue':
      return changeAsk(incident, event.id, { reminded: true, overdue: true });
  }
}

export function changeAsk(incident: Incident, id: number, changes: Partial<Ask>): Incident {
  const asks = (incident.asks ?? []).map((ask) => (ask.id === id ? { ...ask, ...changes } : ask));
  return { ...incident, asks: withoutOldest(asks) };
}
