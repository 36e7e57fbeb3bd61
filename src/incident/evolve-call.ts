import type { Call, DecisionEvent } from './decisions.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';
import { lookForSilenceAt, silenceMs } from './look-for-silence.ts';

/** When the room is looked at again for silence; decisions themselves are on the record alone. */
export function evolveCall(
  incident: Incident,
  event: Extract<IncidentEvent, { type: DecisionEvent['type'] }>,
): Incident {
  const ms = silenceMs(incident) ?? 0;
  const lookAt = lookForSilenceAt(incident) ?? event.at;
  const known: Call = incident.call ?? { lookAt, askedSince: null, never: false };
  switch (event.type) {
    case 'decided':
      return incident;
    case 'silence_looked_for':
      // Also when no answer ever comes of it.
      return { ...incident, call: { ...known, lookAt: event.at + ms } };
    case 'room_heard':
      return { ...incident, call: { ...known, lookAt: Math.max(event.since + ms, event.at + 1) } };
    case 'call_asked':
      return { ...incident, call: { ...known, lookAt: event.at + ms, askedSince: event.since } };
    case 'call_quieted':
      return {
        ...incident,
        call: event.until === null ? { ...known, never: true } : { ...known, lookAt: Math.max(lookAt, event.until) },
      };
  }
}
