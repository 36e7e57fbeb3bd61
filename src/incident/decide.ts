import { addAction, changeAction } from './add-action.ts';
import { addNote } from './add-note.ts';
import { answerCheck, noteCheck } from './answer-check.ts';
import { answerTriage } from './answer-triage.ts';
import { archive, exportKept, roomChanged } from './archive.ts';
import { assignRole } from './assign-role.ts';
import { cancel } from './cancel.ts';
import { channelIdChanged } from './channel-id.ts';
import { checkRecord, readPast } from './check-record.ts';
import { close } from './close.ts';
import type { Command, CommandBody } from './commands.ts';
import { contain } from './contain.ts';
import { correctTime } from './correct-time.ts';
import type { Rule } from './decision.ts';
import { happened } from './decision.ts';
import { declareTriage } from './declare-triage.ts';
import { edit, setSummary, setTitle } from './edit.ts';
import { endHandovers } from './end-handovers.ts';
import { endTriage } from './end-triage.ts';
import { escalateTriage } from './escalate-triage.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import { eventsDropped } from './events-dropped.ts';
import { outOfPlace } from './in-triage.ts';
import type { Incident, Instant } from './incident.ts';
import { lookIntoTriage } from './look-into-triage.ts';
import { markDuplicate } from './mark-duplicate.ts';
import { answerPage, page, pageNext, pagerTold, passBy } from './page.ts';
import { passOnRoom } from './pass-on-room.ts';
import {
  commentPostmortem,
  draftPostmortem,
  giveMemory,
  participantsFound,
  settlePostmortem,
  writeSection,
} from './postmortem.ts';
import type { Decision } from './refusals.ts';
import { releaseHolder } from './release-holder.ts';
import { remindUnheld, snoozeReminder } from './remind-unheld.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { reviseComment } from './revise-comment.ts';
import { roomLeft, roomRejoined } from './room-left.ts';
import { roomMadePrivate } from './room-made-private.ts';
import { roomRenamed } from './room-renamed.ts';
import { missUpdate, sendUpdate } from './send-update.ts';
import { setSeverity } from './set-severity.ts';
import { channelOpened, errandParked, errandRecovered, surfacePosted } from './slack-answered.ts';
import { takeOverRole } from './take-over-role.ts';
import { takeRole } from './take-role.ts';
import { vacateRole } from './vacate-role.ts';
import { workRules } from './work.ts';

/** Every verb and its rule. */
const rules: { readonly [Type in CommandBody['type']]: Rule<Type> } = {
  take_role: takeRole,
  take_over_role: takeOverRole,
  assign_role: assignRole,
  vacate_role: vacateRole,
  snooze_reminder: snoozeReminder,
  set_severity: setSeverity,
  set_title: setTitle,
  set_summary: setSummary,
  edit,
  correct_time: correctTime,
  contain,
  resolve,
  close,
  reopen,
  cancel,
  mark_duplicate: markDuplicate,
  answer_check: answerCheck,
  note_check: noteCheck,
  send_update: sendUpdate,
  add_action: addAction,
  change_action: changeAction,
  add_note: addNote,
  ...workRules,
  look_into_triage: lookIntoTriage,
  declare_triage: declareTriage,
  end_triage: endTriage,
  answer_triage: answerTriage,
  escalate_triage: escalateTriage,
  draft_postmortem: draftPostmortem,
  write_section: writeSection,
  comment_postmortem: commentPostmortem,
  revise_comment: reviseComment,
  settle_postmortem: settlePostmortem,
  give_memory: giveMemory,
  ask_files: () => happened({ type: 'files_asked' }),
  page,
  answer_page: answerPage,
  page_next: pageNext,
  pass_by: passBy,
  pager_told: pagerTold,
  remind_unheld: remindUnheld,
  miss_update: missUpdate,
  archive,
  export_kept: exportKept,
  channel_opened: channelOpened,
  surface_posted: surfacePosted,
  room_changed: roomChanged,
  events_dropped: eventsDropped,
  room_left: roomLeft,
  room_rejoined: roomRejoined,
  room_renamed: roomRenamed,
  channel_id_changed: channelIdChanged,
  room_made_private: roomMadePrivate,
  pass_on_room: passOnRoom,
  release_holder: releaseHolder,
  participants_found: participantsFound,
  check_record: checkRecord,
  read_past: readPast,
  errand_parked: errandParked,
  errand_recovered: errandRecovered,
};

/**
 * What happens when somebody asks something of an incident, or why not.
 * Pure: `now` is milliseconds since 1970 UTC, `command.by` a Slack user id or `muster`, `other` as it is now (`otherOf`).
 */
export function decide(incident: Incident, command: Command, now: Instant, other?: Incident): Decision<IncidentEvent> {
  const refused = outOfPlace(incident, command.type);
  if (refused !== null) return { refused };
  const rule = rules[command.type] as Rule<CommandBody['type']>;
  const decision = rule(incident, command, now, other);
  if ('refused' in decision) return decision;
  const stamped = (body: EventBody) => ({ ...body, at: now, by: command.by });
  const events = decision.events.map(stamped);
  return { events: [...events, ...endHandovers(incident, events).map(stamped)] };
}
