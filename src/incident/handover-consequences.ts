// Who is told what when somebody offers a role; the room hears of it when it is accepted, by the line about the role.
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { findHandover, type Handover, type HandoverEvent, openHandovers } from './handovers.ts';
import type { Incident, UserId } from './incident.ts';
import { act, paint, say } from './surfaces.ts';

export function handoverConsequences(
  incident: Incident,
  event: Extract<IncidentEvent, { type: HandoverEvent['type'] }>,
): readonly Errand[] {
  const handover = findHandover(incident, event.type === 'handover_offered' ? event.handover.id : event.id);
  if (handover === undefined) return [];
  const { id, from, to } = handover;
  const shown = [
    paint(`handover:${id}`, { kind: 'paint_handover', handover: id }),
    paint('briefing', { kind: 'paint_briefing' }),
  ];
  const told = (user: UserId) => say(`dm:${user}`, { kind: 'say_handover', user, handover: id, news: event.type });
  switch (event.type) {
    case 'handover_offered':
      return shown;
    case 'handover_accepted':
      // Who is in the room already is asked in without effect.
      return [...shown, act('invite', { kind: 'invite', who: [to] })];
    case 'handover_declined':
      return [...shown, told(from)];
    case 'handover_unanswered':
      return [told(from)];
    case 'handover_asked_again':
      return [told(to)];
    case 'handover_ended':
      return [...shown, ...whoMustKnow(handover, event.by).map(told)];
  }
}

/** That the incident was over was a mistake: the offers stand again, and who heard of their end hears that. */
export function handoversAgain(incident: Incident, by: UserId): readonly Errand[] {
  const ended = incident.undoable?.phase?.by;
  return openHandovers(incident).flatMap(({ id, from, to }) => [
    paint(`handover:${id}`, { kind: 'paint_handover', handover: id }),
    ...[from, to]
      .filter((user) => user !== by && user !== ended)
      .map((user) => say(`dm:${user}`, { kind: 'say_handover', user, handover: id, news: 'undone' })),
  ]);
}

/** Both, without who did it; a taker who has the role, gets it anew, or is out of reach needs no word. */
function whoMustKnow({ from, to, why }: Handover, by: UserId): readonly UserId[] {
  const leaver = why === 'replaced' || why === 'renewed' ? [] : [from];
  const taker = why === 'holds_it' || why === 'renewed' || why === 'taker_left' ? [] : [to];
  return [...leaver, ...taker].filter((user) => user !== by);
}
