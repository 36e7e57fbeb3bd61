import { noCrew } from './crew.ts';
import type { Errand } from './errands.ts';
import type { Incident } from './incident.ts';
import { announcement, paint, topic } from './surfaces.ts';

/** Everything that Slack shows of an incident, drawn again, where the room still takes it. */
export function repaintAll(incident: Incident): readonly Errand[] {
  const { room, postmortem, asks = [], changes = [], handovers = [], offers, crew = noCrew } = incident;
  if (room.channel === null || room.archivedAt !== null || room.briefing === null) return [];
  return [
    paint('briefing', { kind: 'paint_briefing' }),
    ...topic(incident),
    ...announcement(incident),
    ...asks.flatMap(({ id: ask }) => [
      paint(`ask:${ask}`, { kind: 'paint_ask', ask }),
      paint(`ask-request:${ask}`, { kind: 'paint_ask_request', ask }),
    ]),
    ...changes.map(({ id: change }) => paint(`change:${change}`, { kind: 'paint_change', change })),
    ...crew.asks.map(({ id: ask }) => paint(`role-request:${ask}`, { kind: 'paint_role_request', ask })),
    ...crew.silences.map(({ id: silence }) => paint(`silence:${silence}`, { kind: 'paint_silence', silence })),
    ...handovers.map(({ id: handover }) => paint(`handover:${handover}`, { kind: 'paint_handover', handover })),
    ...(crew.handOverOffers ?? []).map(({ id: offer }) =>
      paint(`hand-over-offer:${offer}`, { kind: 'offer_hand_over', offer }),
    ),
    ...(offers === undefined ? [] : [paint('offers', { kind: 'paint_offers' })]),
    ...(postmortem.thread === null ? [] : [paint('postmortem', { kind: 'paint_postmortem' })]),
    ...Object.keys(postmortem.sections).map((section) =>
      paint(`section:${section}`, { kind: 'paint_section', section: Number(section) }),
    ),
  ];
}
