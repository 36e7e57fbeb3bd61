import { checkedBefore } from '../incident/checks.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { type Incident, type Instant, nameOf } from '../incident/incident.ts';
import { sameMinute } from '../incident/same-minute.ts';
import { isTriageEvent } from '../incident/triage.ts';
import { isWork } from '../incident/work.ts';
import { describeChecked, describePast } from './describe-checked.ts';
import { describePage } from './describe-page.ts';
import {
  describeAction,
  describeCheck,
  describeProblem,
  describeRole,
  describeRoom,
  describeUpdate,
} from './describe-parts.ts';
import { describeTriage } from './describe-triage.ts';
import { describeUnheld, list } from './describe-unheld.ts';
import { describeWork, stillInPlace } from './describe-work.ts';
import { sayDuration } from './durations.ts';
import { actor, because, clock, said } from './phrases.ts';
import { dateToken, escapeText, escapeTyped, quoteText, shorten } from './slack-text.ts';

/** Ends the line about resolving; only there does it point anywhere. */
export const draftPointer = 'The post-mortem draft is in the thread below.';

type Of<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

/**
 * One event in a sentence or two, as raw Slack text: the line in the room, and the text of the record. Everything that
 * people typed is escaped and whole. `incident` is the state after the event; what may change later (times, holders) is
 * taken from the event where it has it, so that a line posted late still says what was. null: bookkeeping, nothing to say.
 */
export function describeEvent(incident: Incident, event: IncidentEvent): string | null {
  const by = actor(event.by);
  if (isWork(event)) return describeWork(incident, event);
  if (isTriageEvent(event)) return describeTriage(incident, event);
  switch (event.type) {
    case 'declared':
      return `${by} declared ${nameOf(event)} as ${event.severity.toUpperCase()}${event.severityGiven ? '' : ' for now'}${reported(incident)}: ${said(event.title)}`;
    case 'channel_opened':
      return event.adopted === true
        ? `<#${event.channel}> is the war room now.`
        : `The war room is open: <#${event.channel}>.`;
    case 'room_changed':
      return event.archivedAt === null ? 'The room is no longer archived.' : 'The room was archived.';
    case 'events_dropped':
    case 'room_left':
    case 'room_rejoined':
    case 'room_made_private':
    case 'room_passed_on':
    case 'channel_id_changed':
      return describeRoom(incident, event);
    case 'role_taken':
    case 'role_vacated':
      return describeRole(incident, event);
    case 'unheld_reminded':
      return describeUnheld(incident, event);
    case 'reminder_snoozed':
      return `${by} put off the reminder about ${list(event.roles)} until ${clock(event.until)}.`;
    case 'severity_set':
      return severity(event);
    case 'title_set':
      return `Title changed by ${by} from “${escapeText(event.from)}” to “${escapeText(event.to)}”${because(event.reason)}`;
    case 'summary_set':
      return `Summary ${event.from === '' ? 'written' : 'changed'} by ${by}${because(event.reason)} ${said(event.to)}${event.from === '' ? '' : ` Before: ${said(event.from)}`}`.trim();
    case 'time_corrected':
      return `Time ${event.time} ${event.from === null ? 'set' : `corrected from ${day(event.from)}`} to ${day(event.to)} by ${by}${because(event.reason)}`;
    case 'contained':
      return `Contained at ${clock(event.at)} by ${by}.${stillInPlace(event.inPlace)}${notChecked(incident, event)}`;
    case 'resolved':
      return resolved(incident, event);
    case 'closed':
      return `Closed at ${clock(event.at)} by ${by}.${stillInPlace(event.inPlace)}${notChecked(incident, event)}`;
    case 'reopened':
      if (event.from === 'identifying')
        return `The work goes on in a new room, opened by ${by}${because(event.reason)}`;
      return `Reopened by ${by}, it was ${event.from}${because(event.reason)}${event.newRoom ? ' The work goes on in a new room.' : ''}`;
    case 'cancelled':
      return `Cancelled by ${by}${because(event.reason)}`;
    case 'marked_duplicate':
      return `Duplicate of ${nameOf({ number: event.of })}, by ${by}.${event.link === null ? '' : ` It goes on in ${room(event.link, event.of)}.`}`;
    case 'check_answered':
      return describeCheck(incident, event);
    case 'update_sent':
      return describeUpdate(event);
    case 'update_missed':
      return `The update was due ${clock(dueAt(incident, event.at))}, not sent.`;
    case 'action_added':
    case 'action_changed':
      return describeAction(event);
    case 'note_added':
      return escapeTyped(event.text);
    case 'postmortem_drafted':
      return event.again
        ? 'The post-mortem draft was made again from the newest record.'
        : 'The post-mortem draft is in a thread of the room.';
    case 'postmortem_settled':
      return event.state === 'published'
        ? `Post-mortem published by ${by}${because(event.reason)}`
        : `No post-mortem needed, decided by ${by}${because(event.reason)}`;
    case 'paged':
    case 'page_asked':
    case 'page_answered':
    case 'page_passed_by':
    case 'page_unanswered':
    case 'pager_told':
      return describePage(incident, event);
    case 'errand_parked':
      return describeProblem(event);
    case 'record_checked':
      return describeChecked(event);
    case 'past_read':
      return event.done ? describePast(event) : null;
    case 'archive_due':
      return 'This room is being archived. Its record stays, and commands that name the incident work from anywhere.';
    case 'export_kept':
    case 'room_renamed':
    case 'surface_posted':
    case 'section_written':
    case 'postmortem_commented':
    case 'comment_revised':
    case 'memories_asked':
    case 'memory_given':
    case 'files_asked':
    case 'errand_recovered':
      return null;
  }
}

function reported({ triage }: Incident): string {
  return triage === undefined ? '' : ` (reported by ${actor(triage.reportedBy)})`;
}

function severity(event: Of<'severity_set'>): string {
  const [from, to] = [event.from.toUpperCase(), event.to.toUpperCase()];
  return `${from === to ? `${to} it is` : `${from} → ${to}`}, by ${actor(event.by)}${because(event.reason)}`;
}

function resolved(incident: Incident, event: Of<'resolved'>): string {
  const after = sayDuration(event.at - incident.times.started);
  // The line about containing has said it already.
  const known = sameMinute(event.impactEndedAt, incident.times.contained) || event.at - event.impactEndedAt < 60_000;
  const ended = known ? '' : ` The impact had ended at ${clock(event.impactEndedAt)}.`;
  const note = event.note.trim() === '' ? '' : ` ${said(event.note)}`;
  return `Resolved at ${clock(event.at)} by ${actor(event.by)}, ${after} after it started.${ended}${note}${stillInPlace(event.inPlace)}${notChecked(incident, event)} ${draftPointer}`;
}

/** Items by their text; an id is looked up, so both ways of naming them read the same. The line stays a line. */
function notChecked({ policy }: Incident, event: Of<'contained' | 'resolved' | 'closed'>): string {
  const { unanswered } = event;
  if (unanswered.length === 0) return '';
  const phases = checkedBefore[event.type];
  const asked = policy.checklists.filter(({ phase }) => phases.includes(phase)).flatMap(({ items }) => items).length;
  if (unanswered.length > 3 && unanswered.length === asked) {
    return ` Not checked: none of the ${asked} checks is answered.`;
  }
  const texts = new Map(policy.checklists.flatMap(({ items }) => items.map(({ id, text }) => [id, text])));
  const some = unanswered
    .slice(0, 3)
    .map((item) => escapeText(shorten((texts.get(item) ?? item).replace(/[\s.?!]+$/, ''), 80)));
  if (unanswered.length === some.length) return ` Not checked: ${some.join('; ')}.`;
  return ` Not checked: ${unanswered.length} of ${Math.max(asked, unanswered.length)} checks (${some.join('; ')}; …).`;
}

/** The alarm comes at or after the time that was promised; by then the state may name the next one already. */
function dueAt(incident: Incident, missedAt: Instant): Instant {
  const due = incident.nextUpdateAt;
  return due !== null && due <= missedAt ? due : missedAt;
}

function room(link: string, number: number): string {
  return /^https?:[^\s<>|]+$/.test(link) ? `<${link}|${nameOf({ number })}>` : quoteText(link);
}

function day(at: Instant): string {
  return dateToken(at, '{date_short_pretty} at {time}');
}
