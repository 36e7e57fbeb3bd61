import { type AskEvent, findAsk } from '../incident/asks.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { actor, because, clock, said } from './phrases.ts';

/** `@ana asked @ben, by 10:20: restart the workers.` and what became of it; a reminder is no news for the record. */
export function describeAsk(
  incident: Incident,
  event: Extract<IncidentEvent, { type: AskEvent['type'] }>,
): string | null {
  if (event.type === 'ask_made') {
    const { who, dueAt } = event.ask;
    const when = dueAt === null ? '' : `, by ${clock(dueAt)}`;
    return `${actor(event.by)} asked ${actor(who)}${when}${because(event.whole)}`;
  }
  const ask = findAsk(incident, event.id);
  if (ask === undefined || event.type === 'ask_reminded') return null;
  const what = `what ${actor(ask.by)} asked`;
  if (event.type === 'ask_overdue') {
    return `${actor(ask.who)} was asked by ${actor(ask.by)} and has not said that it is done: ${said(ask.text)} It was due ${clock(ask.dueAt ?? event.at)}.`;
  }
  switch (event.answer) {
    case 'taken':
      return `${actor(event.by)} is on ${what}: ${said(ask.text)}`;
    case 'done':
      return `Done, says ${actor(event.by)}, ${what}${ask.who === event.by ? '' : ` of ${actor(ask.who)}`}: ${said(ask.text)}`;
    case 'declined':
      return `${actor(event.by)} cannot do ${what}: ${said(ask.text)} Why: ${said(event.why)}`;
  }
}
