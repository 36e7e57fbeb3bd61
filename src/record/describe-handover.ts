import type { IncidentEvent } from '../incident/events.ts';
import { findHandover, type HandoverEnd, type HandoverEvent } from '../incident/handovers.ts';
import type { Incident } from '../incident/incident.ts';
import { actor, said } from './phrases.ts';
import { escapeText } from './slack-text.ts';

/** `@cho offers scribe to @eve. What stands: …` and what became of it. */
export function describeHandover(
  incident: Incident,
  event: Extract<IncidentEvent, { type: HandoverEvent['type'] }>,
): string | null {
  if (event.type === 'handover_offered') {
    const { role, to } = event.handover;
    return `${actor(event.by)} offers ${escapeText(role)} to ${actor(to)}. What stands: ${said(event.whole)}`;
  }
  const handover = findHandover(incident, event.id);
  if (handover === undefined) return null;
  const [role, from, to] = [escapeText(handover.role), actor(handover.from), actor(handover.to)];
  switch (event.type) {
    case 'handover_accepted':
      return `${to} accepted ${role} from ${from}, with what stands as it was written.`;
    case 'handover_declined':
      return `${to} cannot take ${role} over from ${from}.`;
    case 'handover_unanswered':
      return `${to} has not answered whether they take ${role} over from ${from}.`;
    case 'handover_asked_again':
      return `${from} asked ${to} again to take ${role} over.`;
    case 'handover_ended':
      return `${from} offered ${role} to ${to}; that has ended: ${handoverEnd(event.why)}`;
  }
}

/** Why an offer does not stand any more, as a sentence's end. */
export function handoverEnd(why: HandoverEnd): string {
  switch (why) {
    case 'taken_over':
      return 'somebody else took the role over.';
    case 'vacated':
      return 'the role was given up before.';
    case 'holds_it':
      return 'they hold the role already.';
    case 'over':
      return 'the incident is over.';
    case 'taker_left':
      return 'no message reaches them.';
    case 'replaced':
      return 'it is offered to somebody else.';
    case 'renewed':
      return 'it was written anew.';
  }
}
