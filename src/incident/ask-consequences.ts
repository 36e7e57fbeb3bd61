// Who is told what when somebody is asked to do something.
import { type Ask, type AskEvent, findAsk } from './asks.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { holdersOf, type Incident, type UserId } from './incident.ts';
import { act, paint, say } from './surfaces.ts';

/** One line in the room and one direct message, both edited; news only for whom it concerns. */
export function askConsequences(
  incident: Incident,
  event: Extract<IncidentEvent, { type: AskEvent['type'] }>,
): readonly Errand[] {
  const ask = findAsk(incident, event.type === 'ask_made' ? event.ask.id : event.id);
  if (ask === undefined) return [];
  const shown = [
    paint(`ask:${ask.id}`, { kind: 'paint_ask', ask: ask.id }),
    paint(`ask-request:${ask.id}`, { kind: 'paint_ask_request', ask: ask.id }),
    paint('briefing', { kind: 'paint_briefing' }),
  ];
  switch (event.type) {
    case 'ask_made':
      // Who is in the room already is asked in without effect.
      return [...shown, act('invite', { kind: 'invite', who: [ask.who] })];
    case 'ask_answered':
      return event.answer === 'declined' && ask.by !== event.by ? [...shown, told(ask, ask.by, 'declined')] : shown;
    case 'ask_reminded':
      return [told(ask, ask.who, 'reminder')];
    case 'ask_overdue':
      return [...shown, ...whoMustKnow(incident, ask).map((user) => told(ask, user, 'overdue'))];
  }
}

/** Who leads; where nobody else does, who asked. */
function whoMustKnow(incident: Incident, ask: Ask): readonly UserId[] {
  const leads = holdersOf(incident, 'lead').map(({ user }) => user);
  const others = leads.filter((user) => user !== ask.who);
  if (others.length > 0) return others;
  return ask.by === ask.who ? [] : [ask.by];
}

function told(ask: Ask, user: UserId, news: 'reminder' | 'overdue' | 'declined'): Errand {
  return say(`dm:${user}`, { kind: 'say_ask', user, ask: ask.id, news });
}
