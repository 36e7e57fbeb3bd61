import type { DecisionEvent } from './decisions.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { act, say } from './surfaces.ts';

/** A decision is news for the room; a silence concerns one person only. */
export function decisionConsequences(
  event: Extract<IncidentEvent, { type: DecisionEvent['type'] }>,
): readonly Errand[] {
  switch (event.type) {
    case 'decided':
      return [say('lines', { kind: 'say_line', event })];
    case 'silence_looked_for':
      return [act('silence', { kind: 'look_for_silence' })];
    case 'call_asked':
      return [say(`dm:${event.user}`, { kind: 'ask_call', user: event.user, since: event.since })];
    case 'room_heard':
    case 'call_quieted':
      return [];
  }
}
