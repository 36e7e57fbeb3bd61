import type { EventBody, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { describeEvent } from './describe.ts';
import type { EntryKind, NewEntry } from './entry.ts';

/**
 * The line of the record for an event; null for what is kept elsewhere (bookkeeping, writings of the post-mortem, what
 * people remembered in private). `incident` is the state after it. A note stands at the time it speaks of, everything
 * else at the time it was done: a correction is itself an event of now.
 */
export function entryOf(incident: Incident, event: IncidentEvent): NewEntry | null {
  const place = places[event.type];
  const text = place === null ? null : describeEvent(incident, alone(event));
  if (place === null || text === null) return null;
  const at =
    event.type === 'change_logged' ? event.change.happenedAt : 'happenedAt' in event ? event.happenedAt : event.at;
  // Of a severity it belongs with the severities.
  const kind = event.type === 'undone' && event.what === 'severity' ? 'severity' : place.kind;
  return { at, kind, actor: watches(event) ? 'muster' : event.by, text, keyEvent: place.key };
}

/** What was handed on with a role stands where it was written: here it would be somebody else's words. */
function alone(event: IncidentEvent): IncidentEvent {
  if (event.type !== 'role_taken') return event;
  const { stands: _stands, ...taken } = event;
  return taken;
}

/** Whoever only follows takes no part: they are not counted, nor asked for memories. The text names them. */
function watches(event: IncidentEvent): boolean {
  return event.type === 'followed' || event.type === 'follow_ended';
}

interface Place {
  readonly kind: EntryKind;
  /** A key event by nature: the reader of a timeline needs it without anybody's mark. */
  readonly key: boolean;
}

function act(kind: EntryKind): Place {
  return { kind, key: false };
}

function key(kind: EntryKind): Place {
  return { kind, key: true };
}

// Phases, severity, corrected times, notes and updates are key events. Roles, checks and titles are kept, but would
// crowd them out.
const places: Readonly<Record<EventBody['type'], Place | null>> = {
  triage_opened: key('phase'),
  triage_looked: act('role'),
  triage_asked: act('phase'),
  triage_doubted: key('phase'),
  triage_told: act('phase'),
  triage_ended: key('phase'),
  declared: key('phase'),
  contained: key('phase'),
  resolved: key('phase'),
  closed: key('phase'),
  reopened: key('phase'),
  cancelled: key('phase'),
  marked_duplicate: key('phase'),
  severity_set: key('severity'),
  update_sent: key('update'),
  note_added: key('note'),
  update_missed: act('update'),
  postmortem_drafted: act('phase'),
  postmortem_settled: act('phase'),
  role_taken: act('role'),
  role_vacated: act('role'),
  unheld_reminded: act('role'),
  reminder_snoozed: act('role'),
  title_set: act('title'),
  summary_set: act('title'),
  time_corrected: key('time'),
  check_answered: act('check'),
  change_logged: key('change'),
  change_settled: key('change'),
  change_offered: null,
  offer_settled: null,
  decided: key('decision'),
  call_asked: act('decision'),
  call_quieted: act('decision'),
  silence_looked_for: null,
  room_heard: null,
  role_asked: act('role'),
  role_asked_again: act('role'),
  role_declined: act('role'),
  role_ask_ended: act('role'),
  holder_silent: act('role'),
  holder_here: act('role'),
  holders_heard: act('role'),
  hand_over_offered: act('role'),
  unheld_escalated: act('role'),
  holders_looked_for: null,
  // A gap in the timeline explains itself.
  slack_lost: key('channel'),
  slack_found: key('channel'),
  card_mailed: null,
  handover_offered: act('role'),
  handover_accepted: act('role'),
  handover_declined: act('role'),
  handover_unanswered: act('role'),
  handover_asked_again: act('role'),
  handover_ended: act('role'),
  undone: key('phase'),
  followed: act('membership'),
  follow_ended: act('membership'),
  guest_came: act('membership'),
  guest_left: act('membership'),
  ask_made: act('ask'),
  ask_answered: act('ask'),
  ask_overdue: act('ask'),
  ask_reminded: null,
  action_added: act('action'),
  action_changed: act('action'),
  channel_opened: act('channel'),
  room_changed: act('channel'),
  events_dropped: act('channel'),
  room_left: act('channel'),
  room_rejoined: act('channel'),
  room_made_private: act('channel'),
  channel_id_changed: act('channel'),
  room_passed_on: act('channel'),
  errand_parked: act('channel'),
  // Slack's own line in the room says it, and is kept.
  room_renamed: null,
  paged: act('page'),
  page_asked: act('page'),
  page_answered: act('page'),
  page_passed_by: act('page'),
  page_unanswered: key('page'),
  pager_told: act('page'),
  surface_posted: null,
  section_written: null,
  postmortem_commented: null,
  comment_revised: null,
  memories_asked: null,
  memory_given: null,
  files_asked: null,
  errand_recovered: null,
  past_read: act('channel'),
  record_checked: act('channel'),
  archive_due: null,
  export_kept: null,
};
