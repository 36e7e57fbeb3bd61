import type { Command } from '../incident/commands.ts';
import type { Errand } from '../incident/errands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident, Instant } from '../incident/incident.ts';
import type { Refusal } from '../incident/refusals.ts';
import type { Act } from '../store/write-changes.ts';
import type { Alarm, Rules } from './rules.ts';

export interface Unfolded {
  readonly incident: Incident;
  readonly entries: readonly Act[];
  readonly errands: readonly Errand[];
  readonly alarms: readonly Alarm[];
}

/** What a list of events makes of an incident, its record, its errands and its alarms. Pure, as the rules are. */
export function unfold(rules: Rules, before: Incident | null, events: readonly IncidentEvent[]): Unfolded {
  const states: Incident[] = [];
  let state = before;
  for (const event of events) {
    state = rules.evolve(state, event);
    states.push(state);
  }
  if (state === null) throw new Error('a declaration without events');
  // One change is one step of the version, whatever number of events it took.
  const incident: Incident = { ...state, version: (before?.version ?? 0) + 1 };
  const entries: Act[] = [];
  const errands: Errand[] = [];
  events.forEach((event, place) => {
    const told = rules.consequences(incident, event);
    const entry = rules.entryOf(states[place] ?? incident, event);
    if (entry !== null) entries.push({ entry, errand: postOf(event, told, errands.length) });
    errands.push(...told);
  });
  return { incident, entries, errands, alarms: rules.alarms(incident) };
}

/** The errand whose post is the act in the room: its line, or the message that it begins with. */
function postOf(event: IncidentEvent, told: readonly Errand[], offset: number): number | null {
  const post = postedBy[event.type] ?? 'say_line';
  const place = told.findIndex((errand) => errand.task.kind === post);
  return place < 0 ? null : offset + place;
}

const postedBy: Readonly<Partial<Record<IncidentEvent['type'], Errand['task']['kind']>>> = {
  channel_opened: 'paint_briefing',
  ask_made: 'paint_ask',
  triage_opened: 'paint_triage',
  change_logged: 'paint_change',
  postmortem_drafted: 'paint_postmortem',
  paged: 'paint_page',
};

/** Decides several commands one after the other, as if each were performed before the next; refused ones are left out. */
export function decideAll(
  rules: Rules,
  before: Incident,
  commands: readonly Command[],
  now: Instant,
): { readonly events: readonly IncidentEvent[]; readonly refused: readonly { command: Command; refusal: Refusal }[] } {
  const events: IncidentEvent[] = [];
  const refused: { command: Command; refusal: Refusal }[] = [];
  let state = before;
  for (const command of commands) {
    const decision = rules.decide(state, command, now);
    if ('refused' in decision) {
      refused.push({ command, refusal: decision.refused });
      continue;
    }
    for (const event of decision.events) state = rules.evolve(state, event);
    events.push(...decision.events);
  }
  return { events, refused };
}

/** What waited for a room is due now, as there is one or it is back: a second statement, so never the short way. */
export function opensRoom(events: readonly IncidentEvent[]): boolean {
  return events.some(
    (event) =>
      event.type === 'channel_opened' ||
      event.type === 'room_rejoined' ||
      event.type === 'channel_id_changed' ||
      (event.type === 'room_changed' && event.archivedAt === null),
  );
}
