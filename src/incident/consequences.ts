import { afterPosting } from './after-posting.ts';
import { offersErrands } from './change-consequences.ts';
import { findItem } from './checks.ts';
import { cameBack, lost, madeGood, movedOn, parked, withdrawn } from './consequences-of-room.ts';
import { crewErrands } from './crew-consequences.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { filesAsked } from './files-asked.ts';
import { followerNews } from './follow-consequences.ts';
import { type Incident, isOpen, type UserId } from './incident.ts';
import { fetching, pageErrands, released } from './page-errands.ts';
import type { Severity } from './policy.ts';
import { severities } from './policy.ts';
import {
  act,
  announcement,
  checklist,
  facts,
  factsInPostmortem,
  homes,
  keyEventsInPostmortem,
  markdown,
  paint,
  range,
  repaintedSections,
  say,
  sectionCount,
  topic,
} from './surfaces.ts';
import { isTriageEvent } from './triage.ts';
import { triageConsequences, triageTold } from './triage-consequences.ts';
import { calledBack, undoOffer } from './undo-consequences.ts';
import { isWork, workConsequences } from './work.ts';

/**
 * What Slack must be told because of an event; `incident` is the state after it.
 * News is said once; surfaces that show state are painted again, whole.
 */
export function consequences(incident: Incident, event: IncidentEvent): readonly Errand[] {
  return (
    triageConsequences(incident, event) ?? [
      ...ofIncident(incident, event),
      ...crewErrands(incident, event),
      ...offersErrands(incident, event),
      ...triageTold(incident, event),
      ...undoOffer(incident, event),
      ...followerNews(incident, event),
    ]
  );
}

function ofIncident(incident: Incident, event: IncidentEvent): readonly Errand[] {
  if (isWork(event)) return workConsequences(incident, event);
  if (isTriageEvent(event)) return [];
  switch (event.type) {
    case 'declared':
      // An adopted channel is there already: it is opened in the same change.
      return [...(incident.room.adopted ? [] : [act('channel', { kind: 'open_channel' })]), ...homes([event.by])];
    case 'channel_opened':
      return [
        ...(event.invited.length > 0 ? [act('invite', { kind: 'invite', who: event.invited })] : []),
        paint('briefing', { kind: 'paint_briefing' }),
        ...announcement(incident),
        ...topic(incident),
        ...fetching(incident),
      ];
    case 'surface_posted':
      return afterPosting(incident, event.surface, event.message);
    case 'role_taken': {
      // Who gave way: the one named, and whoever held it for now.
      const left = incident.pastRoles.filter((past) => past.role === event.role && past.to === event.at);
      const people = [event.user, ...left.map((past) => past.user)];
      return [
        line(event),
        paint('briefing', { kind: 'paint_briefing' }),
        ...announcement(incident),
        say(`dm:${event.user}`, { kind: 'say_duties', user: event.user, role: event.role, by: event.by }),
        ...homes(event.role === 'lead' ? [...people, ...users(incident)] : people),
      ];
    }
    case 'role_vacated':
      return [
        line(event),
        paint('briefing', { kind: 'paint_briefing' }),
        ...announcement(incident),
        ...homes([
          ...(event.deactivated === true ? [] : [event.user]),
          ...(event.role === 'lead' ? users(incident) : []),
        ]),
      ];
    case 'unheld_reminded':
      return [line(event)];
    case 'severity_set':
      return [
        ...[line(event), ...facts(incident), ...holders(incident), ...topic(incident), ...worse(incident, event)],
        ...factsInPostmortem(incident),
      ];
    case 'title_set':
      return [
        ...[line(event), ...facts(incident), ...holders(incident), ...topic(incident)],
        ...factsInPostmortem(incident),
      ];
    case 'summary_set':
    case 'time_corrected':
      return [...facts(incident), ...factsInPostmortem(incident)];
    case 'contained':
      return [
        ...[line(event), ...facts(incident), ...holders(incident)],
        ...[...checklist(incident, 'contained'), ...told(incident, event)],
      ];
    case 'resolved':
      return [
        line(event),
        ...facts(incident),
        ...checklist(incident, 'resolved'),
        ...over(incident, event),
        // The draft, which follows on the same surface, is written from a record that was compared.
        act('postmortem', { kind: 'check_record' }),
        ...(incident.postmortem.thread === null ? [] : [act('participants', { kind: 'ask_participants' })]),
      ];
    case 'closed':
      return [line(event), ...facts(incident), ...holders(incident)];
    case 'reopened':
      return event.newRoom
        ? [
            ...[act('channel', { kind: 'open_channel' }), ...movedOn(incident, event.announcement ?? null)],
            ...[...told(incident, event), ...calledBack(incident, event)],
          ]
        : [
            ...[line(event), ...facts(incident), ...told(incident, event), ...holders(incident)],
            ...calledBack(incident, event),
          ];
    case 'cancelled':
    case 'marked_duplicate':
      return [line(event), ...facts(incident), ...over(incident, event)];
    case 'check_answered': {
      const phase = findItem(incident, event.item)?.phase;
      return [
        paint('briefing', { kind: 'paint_briefing' }),
        ...(phase === undefined ? [] : checklist(incident, phase)),
      ];
    }
    case 'update_sent':
      return [line(event), ...facts(incident)];
    case 'update_missed':
      return facts(incident);
    case 'errand_recovered':
    case 'past_read':
      return [paint('briefing', { kind: 'paint_briefing' })];
    case 'action_added':
    case 'action_changed':
      return repaintedSections(incident, [9, sectionCount]);
    case 'section_written':
      return repaintedSections(incident, [event.section, sectionCount]);
    case 'memory_given':
      return repaintedSections(incident, [8]);
    case 'postmortem_settled':
      return repaintedSections(incident, []);
    case 'postmortem_drafted':
      return event.again && incident.postmortem.thread !== null
        ? [...repaintedSections(incident, range(1, sectionCount)), markdown()]
        : [paint('postmortem', { kind: 'paint_postmortem' })];
    case 'memories_asked':
      return event.users.map((user) => say(`dm:${user}`, { kind: 'ask_memory', user }));
    case 'files_asked':
      return filesAsked(incident, event.by);
    case 'errand_parked':
      return parked(incident, event.errand);
    case 'archive_due':
      if (incident.room.exportKept === true) return [act('archive', { kind: 'archive_channel' })];
      return [
        // What Slack never delivered would be missing in the files for good.
        act('archive', { kind: 'check_record', thenArchive: true }),
        act('archive', { kind: 'upload_files', files: 'room', to: 'room', thenArchive: true }),
      ];
    case 'export_kept':
      return [act('archive', { kind: 'archive_channel' })];
    case 'paged':
    case 'page_asked':
    case 'page_answered':
    case 'page_passed_by':
    case 'page_unanswered':
    case 'pager_told':
      return pageErrands(incident, event);
    case 'room_changed':
      return event.archivedAt === null ? cameBack(incident) : lost(incident, 'say_archived', event.by);
    case 'record_checked':
      return event.why === null ? repaintedSections(incident, range(1, sectionCount)) : [];
    case 'room_left':
      return lost(incident, 'say_left', event.by);
    case 'room_rejoined':
      return [line(event), ...madeGood(incident)];
    case 'channel_id_changed':
      return incident.room.channel === event.to ? [line(event), ...madeGood(incident)] : [];
    case 'room_made_private':
      return [line(event), paint('briefing', { kind: 'paint_briefing' }), ...withdrawn(event.announcement)];
    case 'note_added':
      return keyEventsInPostmortem(incident);
    case 'events_dropped':
    case 'room_passed_on':
    case 'room_renamed':
    case 'reminder_snoozed':
    case 'postmortem_commented':
    case 'comment_revised':
      return [];
  }
}

/** A worse severity calls more people, and is news for everybody else; nobody is called to what is over. */
function worse(
  incident: Incident,
  event: { readonly from: Severity; readonly to: Severity } & IncidentEvent,
): readonly Errand[] {
  if (!isOpen(incident) || severities.indexOf(event.to) >= severities.indexOf(event.from)) return [];
  const who = incident.policy.severities[event.to].invite;
  return [
    ...(who.length > 0 ? [act('invite', { kind: 'invite', who })] : []),
    ...told(incident, event),
    ...fetching(incident),
  ];
}

function told(incident: Incident, event: IncidentEvent): readonly Errand[] {
  return incident.private ? [] : [say('announcement-thread', { kind: 'say_in_announcement', event })];
}

/** It has ended: followers hear it, who held a role sees it, who stood by is released. */
function over(incident: Incident, event: IncidentEvent): readonly Errand[] {
  return [...told(incident, event), ...holders(incident), ...released(incident, event.at)];
}

/** Their App Home says of each incident how it stands and who leads. */
function holders(incident: Incident): readonly Errand[] {
  return homes(users(incident));
}

function users(incident: Incident): readonly UserId[] {
  return incident.roles.map((holding) => holding.user);
}

function line(event: IncidentEvent): Errand {
  return say('lines', { kind: 'say_line', event });
}
