import type { Declared, IncidentEvent } from './events.ts';
import { crewAfter } from './evolve-crew.ts';
import { evolveDeclared } from './evolve-declared.ts';
import { evolvePages, pagesOver } from './evolve-pages.ts';
import { evolveRoles } from './evolve-roles.ts';
import { evolveRoom, moved } from './evolve-room.ts';
import { checkedInTriage, evolveTriage, triageOpened } from './evolve-triage.ts';
import { type Incident, type Instant, isOpen, type Times } from './incident.ts';
import { vacanciesAt } from './opening.ts';
import { revisedComments } from './revise-comment.ts';
import { sameMinute } from './same-minute.ts';
import { isTriageEvent, type TriageOpened } from './triage.ts';
import { keepUndoable } from './undoable.ts';
import { evolveWork, isWork } from './work.ts';
import { partsOf } from './writing-parts.ts';

/**
 * The incident after something happened. There is no default branch: the compiler lists what a new
 * event must touch.
 */
export function evolve(before: Incident | null, event: IncidentEvent): Incident {
  if (event.type === 'declared') return evolveDeclared(before, event);
  if (event.type === 'triage_opened') return triageOpened(event);
  if (before === null) throw new Error(`an incident begins with declared, not with ${event.type}`);
  const after = crewAfter(before, { ...change(before, event), version: before.version + 1 }, event);
  const settled = isOpen(before) && !isOpen(after) ? pagesOver(after, event.at) : after;
  return keepUndoable(before, settled, event);
}

function change(incident: Incident, event: Exclude<IncidentEvent, Declared | TriageOpened>): Incident {
  const { at, by } = event;
  const { postmortem, times } = incident;
  if (isWork(event)) return evolveWork(incident, event);
  if (isTriageEvent(event)) return evolveTriage(incident, event);
  switch (event.type) {
    case 'channel_opened':
    case 'room_changed':
    case 'past_read':
    case 'events_dropped':
    case 'record_checked':
    case 'room_left':
    case 'room_rejoined':
    case 'room_renamed':
    case 'channel_id_changed':
    case 'room_made_private':
    case 'room_passed_on':
    case 'surface_posted':
    case 'archive_due':
    case 'export_kept':
      return evolveRoom(incident, event);
    case 'role_taken':
    case 'role_vacated':
    case 'unheld_reminded':
    case 'reminder_snoozed':
      return evolveRoles(incident, event);
    case 'paged':
    case 'page_asked':
    case 'page_answered':
    case 'page_passed_by':
    case 'page_unanswered':
    case 'pager_told':
      return evolvePages(incident, event);
    case 'severity_set':
      return severitySet(incident, event);
    case 'title_set':
      return { ...incident, title: event.to };
    case 'summary_set':
      return { ...incident, summary: event.to };
    case 'time_corrected':
      return timeCorrected(incident, event);
    case 'contained':
      return { ...incident, phase: 'contained', times: { ...times, contained: at }, impact: endImpact(incident, at) };
    case 'resolved':
      return {
        ...incident,
        phase: 'resolved',
        times: { ...times, resolved: at },
        impact: endImpact(incident, event.impactEndedAt),
        stillInPlace: event.note,
        nextUpdateAt: null,
        updateMissed: false,
      };
    case 'closed':
      return { ...incident, phase: 'closed', times: { ...times, closed: at } };
    case 'reopened':
      return reopened(incident, event);
    case 'cancelled':
      return { ...ended(incident, at), reason: event.reason };
    case 'marked_duplicate':
      return { ...ended(incident, at), duplicateOf: event.of };
    case 'check_answered': {
      const { item, answer, note } = event;
      const known = incident.checks[item];
      // A note beside an answer leaves whose answer it is.
      const noteAlone = known !== undefined && answer !== null && answer === known.answer && note !== known.note;
      const check = noteAlone ? { ...known, note } : { answer, by, at, note };
      return checkedInTriage({ ...incident, checks: { ...incident.checks, [item]: check } }, event);
    }
    case 'update_sent': {
      const { update } = event;
      return { ...incident, updates: [...incident.updates, update], nextUpdateAt: update.nextAt, updateMissed: false };
    }
    case 'update_missed':
      return { ...incident, updateMissed: true };
    case 'action_added':
      return { ...incident, actions: [...incident.actions, event.action] };
    case 'action_changed':
      return { ...incident, actions: incident.actions.map((one) => (one.id === event.action.id ? event.action : one)) };
    case 'note_added':
    case 'files_asked':
      return incident;
    case 'postmortem_drafted': {
      // Painting it again changes nothing of what was settled; one that was waived before it was made is begun after all.
      const stays = postmortem.state === 'published' || (postmortem.state === 'waived' && event.again);
      return { ...incident, postmortem: { ...postmortem, state: stays ? postmortem.state : 'draft' } };
    }
    case 'section_written': {
      const written = Object.entries(event.fields).map(([field, text]) => {
        const parts = partsOf(postmortem.writings[field], text, by);
        return [field, { text, by, at, ...(parts === undefined ? {} : { parts }) }] as const;
      });
      const writings = { ...postmortem.writings, ...Object.fromEntries(written) };
      return { ...incident, postmortem: { ...postmortem, writings } };
    }
    case 'postmortem_commented': {
      const comment = { text: event.text, ts: event.ts, by, at };
      return { ...incident, postmortem: { ...postmortem, comments: [...postmortem.comments, comment] } };
    }
    case 'comment_revised':
      return { ...incident, postmortem: { ...postmortem, comments: revisedComments(postmortem.comments, event) } };
    case 'postmortem_settled': {
      const waiver = event.state === 'waived' ? event.reason : '';
      return { ...incident, postmortem: { ...postmortem, state: event.state, waiver } };
    }
    case 'memories_asked':
      return { ...incident, postmortem: { ...postmortem, asked: [...postmortem.asked, ...event.users] } };
    case 'memory_given': {
      const memories = { ...postmortem.memories, [by]: event.memory };
      return { ...incident, postmortem: { ...postmortem, memories } };
    }
    case 'errand_parked': {
      const { errand, why, what } = event;
      return { ...incident, problems: [...incident.problems, { errand, why, what, at }] };
    }
    case 'errand_recovered':
      return { ...incident, problems: incident.problems.filter((problem) => problem.errand !== event.errand) };
  }
}

function severitySet(incident: Incident, event: Extract<IncidentEvent, { type: 'severity_set' }>): Incident {
  const changed = { ...incident, severity: event.to, severityGiven: true };
  // Corrected after the end: no update falls due any more.
  if (!isOpen(incident)) return changed;
  const { updateEveryMs, firstUpdateMs } = incident.policy.severities[event.to];
  // Nobody outside has heard anything yet: what counts is how soon they must, at this severity.
  const everyMs = incident.updates.length === 0 ? (firstUpdateMs ?? updateEveryMs) : updateEveryMs;
  if (everyMs === null) return { ...changed, nextUpdateAt: null, updateMissed: false };
  // A worse severity brings the next update forward; a lighter one breaks no promise already made.
  const nextAt = Math.min(incident.nextUpdateAt ?? Number.POSITIVE_INFINITY, event.at + everyMs);
  return { ...changed, nextUpdateAt: nextAt };
}

function timeCorrected(incident: Incident, event: Extract<IncidentEvent, { type: 'time_corrected' }>): Incident {
  const times: Times = { ...incident.times, [event.time]: event.to };
  const [first, ...later] = incident.impact;
  if (event.time === 'started' && first !== undefined) {
    return { ...incident, times, impact: [{ ...first, from: event.to }, ...later] };
  }
  const lastTo = incident.impact.at(-1)?.to ?? null;
  // Impact that hung on this time moves with it; one that somebody gave its own end stays, within the incident.
  const hangsOn = (['contained', 'resolved'] as const).find((time) => sameMinute(incident.times[time], lastTo));
  const outlasts = event.time === 'resolved' && lastTo !== null && lastTo > event.to;
  if (event.time === hangsOn || outlasts) {
    return { ...incident, times, impact: endImpact(incident, event.to) };
  }
  return { ...incident, times };
}

function reopened(before: Incident, event: Extract<IncidentEvent, { type: 'reopened' }>): Incident {
  const incident = event.newRoom ? moved(before, event.by) : before;
  // Only the room was gone: the same work goes on elsewhere.
  if (event.from === 'identifying') return incident;
  const everyMs = incident.policy.severities[incident.severity].updateEveryMs;
  // What was settled is not any more: there is more to learn.
  const state = incident.postmortem.state === 'none' ? 'none' : 'draft';
  return {
    ...incident,
    phase: 'identifying',
    reason: event.reason,
    duplicateOf: null,
    times: { ...incident.times, contained: null, resolved: null, closed: null },
    impact: [...incident.impact, { from: event.at, to: null }],
    vacancies: vacanciesAt(incident.policy, incident.roles, event.at),
    nextUpdateAt: everyMs === null ? null : event.at + everyMs,
    updateMissed: false,
    room: { ...incident.room, archiving: false, exportKept: false },
    postmortem: { ...incident.postmortem, state },
  };
}

function ended(incident: Incident, at: Instant): Incident {
  return {
    ...incident,
    phase: 'cancelled',
    times: { ...incident.times, closed: at },
    // Impact that was contained before has ended then; calling the alarm false does not prolong it.
    impact: incident.impact.at(-1)?.to === null ? endImpact(incident, at) : incident.impact,
    nextUpdateAt: null,
    updateMissed: false,
  };
}

/** The last span of impact ends then, whether or not it had ended before. */
function endImpact(incident: Incident, at: Instant): Incident['impact'] {
  const last = incident.impact.at(-1);
  return last === undefined ? [] : [...incident.impact.slice(0, -1), { ...last, to: Math.max(at, last.from) }];
}
