import type { DecisionEvent } from '../incident/decisions.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { actor, clock, said } from './phrases.ts';

/** Longer ago than this, a decision says when it was. */
const justNowMs = 60_000;

/** `Decided by @ana: go back to 4.11. Why: the schema did not change.` */
export function describeDecision(event: Extract<IncidentEvent, { type: DecisionEvent['type'] }>): string | null {
  switch (event.type) {
    case 'decided': {
      const { who, happenedAt, at } = event;
      const when = at - happenedAt < justNowMs ? '' : ` at ${clock(happenedAt)}`;
      const by = who === null ? '' : ` by ${actor(who)}`;
      const noted = who === event.by ? '' : ` (noted by ${actor(event.by)})`;
      const why = event.why === '' ? '' : ` Why: ${said(event.why)}`;
      return `Decided${when}${by}${noted}: ${said(event.text)}${why}`;
    }
    case 'call_asked':
      return `Nobody had written since ${clock(event.since)}: ${actor(event.user)} was asked what was decided on the call.`;
    case 'call_quieted':
      return event.until === null
        ? `${actor(event.by)} wants no more questions about the call in this incident.`
        : `${actor(event.by)} put off questions about the call until ${clock(event.until)}.`;
    case 'silence_looked_for':
    case 'room_heard':
      return null;
  }
}
