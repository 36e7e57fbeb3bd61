// The room went out of reach, came back, or was hidden: what Slack must be told then.
import type { Errand } from './errands.ts';
import { holdersOf, type Incident, isOpen, type MessageRef, type UserId } from './incident.ts';
import { fetching } from './page-errands.ts';
import {
  act,
  announcement,
  checklist,
  facts,
  paint,
  range,
  repaintedSections,
  say,
  sectionCount,
  topic,
} from './surfaces.ts';

/** The room came back: a public channel has lost its people, who are asked in again. */
export function cameBack(incident: Incident): readonly Errand[] {
  const who = [...new Set([...incident.room.invited, ...incident.roles.map((holding) => holding.user)])];
  return [
    ...(isOpen(incident) && who.length > 0 ? [act('invite', { kind: 'invite', who })] : []),
    ...madeGood(incident),
  ];
}

/** What could not be kept current while the room was out of reach, and what was not heard there. */
export function madeGood(incident: Incident): readonly Errand[] {
  return [
    ...facts(incident),
    ...topic(incident),
    ...repaintedSections(incident, range(1, sectionCount)),
    act('record', { kind: 'check_record' }),
  ];
}

/** People still work there: who leads and who declared must learn it, and everybody else can see it. */
export function lost(incident: Incident, kind: 'say_archived' | 'say_left', by: UserId): readonly Errand[] {
  if (!isOpen(incident)) return [];
  const people = new Set([...holdersOf(incident, 'lead').map((holding) => holding.user), incident.declaredBy]);
  people.delete('muster');
  return [...[...people].map((user) => say(`dm:${user}`, { kind, user, by })), ...announcement(incident)];
}

/** Nothing of a private incident stays in the announcements channel. */
export function withdrawn(announced: MessageRef | null): readonly Errand[] {
  return announced === null ? [] : [act('announcement', { kind: 'withdraw_announcement', announcement: announced })];
}

/** What was announced of a room that is replaced would stay as it was. */
export function movedOn(incident: Incident, announced: MessageRef | null): readonly Errand[] {
  return incident.private || announced === null
    ? []
    : [act('announcement', { kind: 'move_announcement', announcement: announced })];
}

/** Without a channel or a briefing nothing in the room can say so: who declared hears it directly. */
export function parked(incident: Incident, errand: string): readonly Errand[] {
  const told = say('link', { kind: 'send_link', user: incident.declaredBy });
  if (errand === 'open_channel') return [told, ...fetching(incident)];
  // The checklist stands below the briefing, but does not wait for one that never comes.
  if (errand === 'paint_briefing') return [told, ...checklist(incident, 'identifying')];
  return [paint('briefing', { kind: 'paint_briefing' })];
}
