import { actionFromMessage, actionWord, addAction, changeAction, submitAction } from './listeners/action.ts';
import { adoptWord } from './listeners/adopt.ts';
import { answerAsk, submitDecline } from './listeners/answer-ask.ts';
import { answerHandover, askHandoverAgain } from './listeners/answer-handover.ts';
import { answerPage, pageNext } from './listeners/answer-page.ts';
import { answerRole, askRoleAgain, imHere, pageInstead } from './listeners/answer-role.ts';
import { askFromMessage, asksWord, askWord, makeAsk, showAsks, submitAsk } from './listeners/ask.ts';
import { changeFromMessage, didWord, logChange, settleChange, settleOffer, submitChange } from './listeners/change.ts';
import { answerCheck, checklistWord, showChecklist, submitCheckNote } from './listeners/checklist.ts';
import { decideWord, quietCall, recordDecision, submitDecision } from './listeners/decision.ts';
import {
  declareButton,
  declareShortcut,
  declareTitle,
  lookAlike,
  newWord,
  submitDeclare,
} from './listeners/declare.ts';
import { duplicateWord } from './listeners/duplicate.ts';
import { edit, submitEdit, summaryWord, titleWord } from './listeners/edit.ts';
import { askFiles, exportWord } from './listeners/files.ts';
import { follow, followAndLeave, unfollow } from './listeners/follow.ts';
import { handOver, submitHandover } from './listeners/hand-over.ts';
import type { Hear } from './listeners/hear.ts';
import { hearArchive } from './listeners/hear-archive.ts';
import { hearChannelId } from './listeners/hear-channel-id.ts';
import { hearLeft } from './listeners/hear-left.ts';
import { hearPin, hearReaction } from './listeners/hear-mark.ts';
import { hearMembership } from './listeners/hear-membership.ts';
import { hearMessage } from './listeners/hear-message.ts';
import { hearToken } from './listeners/hear-token.ts';
import { joinRoom } from './listeners/join-room.ts';
import type {
  ActionListener,
  FormListener,
  MessageShortcutListener,
  ShortcutListener,
  TypedWord,
} from './listeners/listener.ts';
import { briefWord, helpWord, listWord, showBrief, showHelp, showTimeline, timelineWord } from './listeners/look.ts';
import { markMessage } from './listeners/mark.ts';
import { giveMemory, submitMemory } from './listeners/memory.ts';
import { mendWord } from './listeners/mend.ts';
import { noteWord } from './listeners/note.ts';
import { onCallWord } from './listeners/on-call.ts';
import { page, pageWord, submitPage } from './listeners/page.ts';
import { bareWord, showPanel } from './listeners/panel.ts';
import * as phases from './listeners/phases.ts';
import * as postmortem from './listeners/postmortem.ts';
import { assignRole, rolesWord, roleWord, submitAssignRole } from './listeners/roles.ts';
import { setSeverity, severityWord } from './listeners/severity.ts';
import { snoozeReminder } from './listeners/snooze-reminder.ts';
import { takeOverRole } from './listeners/take-over-role.ts';
import { takeRole } from './listeners/take-role.ts';
import { timeWord } from './listeners/time.ts';
import * as triage from './listeners/triage.ts';
import { undo } from './listeners/undo.ts';
import { sendUpdate, submitUpdate, updateWord } from './listeners/update.ts';
import { vacateRole } from './listeners/vacate-role.ts';

// Every way in. Typed: `/incident WORD`. Pressed: by action id (before its colon). Sent: by the form's callback id.

export const words: readonly TypedWord[] = [
  bareWord,
  newWord,
  listWord,
  briefWord,
  rolesWord,
  roleWord,
  noteWord,
  timelineWord,
  severityWord,
  titleWord,
  summaryWord,
  timeWord,
  phases.containedWord,
  phases.resolvedWord,
  phases.closedWord,
  phases.reopenWord,
  phases.cancelWord,
  duplicateWord,
  updateWord,
  checklistWord,
  actionWord,
  pageWord,
  onCallWord,
  askWord,
  asksWord,
  didWord,
  decideWord,
  triage.triageWord,
  postmortem.postmortemWord,
  exportWord,
  adoptWord,
  mendWord,
  helpWord,
];

/** Words that will mean something: they are no titles, and answer that they are not there yet. */
export const reservedWords: readonly string[] = ['customer', 'search', 'review', 'drill'];

export const actionRoutes: Readonly<Record<string, ActionListener>> = {
  take_role: takeRole,
  take_over_role: takeOverRole,
  vacate_role: vacateRole,
  assign_role: assignRole,
  hand_over: handOver,
  answer_handover: answerHandover,
  ask_handover_again: askHandoverAgain,
  snooze_reminder: snoozeReminder,
  answer_role: answerRole,
  ask_role_again: askRoleAgain,
  page_instead: pageInstead,
  im_here: imHere,
  contain: phases.contain,
  resolve: phases.resolve,
  close: phases.close,
  reopen: phases.reopen,
  cancel: phases.cancel,
  undo,
  edit,
  set_severity: setSeverity,
  send_update: sendUpdate,
  page,
  page_next: pageNext,
  answer_page: answerPage,
  show_checklist: showChecklist,
  answer_check: answerCheck,
  make_ask: makeAsk,
  show_asks: showAsks,
  answer_ask: answerAsk,
  log_change: logChange,
  settle_change: settleChange,
  settle_offer: settleOffer,
  look_into_triage: triage.lookIntoTriage,
  declare_triage: triage.declareTriage,
  end_triage: triage.endTriage,
  answer_triage: triage.answerTriage,
  record_decision: recordDecision,
  quiet_call: quietCall,
  add_action: addAction,
  change_action: changeAction,
  draft_postmortem: postmortem.draftPostmortem,
  write_section: postmortem.writeSection,
  settle_postmortem: postmortem.settlePostmortem,
  give_memory: giveMemory,
  show_panel: showPanel,
  show_brief: showBrief,
  show_timeline: showTimeline,
  show_postmortem: postmortem.showPostmortem,
  show_help: showHelp,
  ask_files: askFiles,
  join_room: joinRoom,
  follow,
  follow_and_leave: followAndLeave,
  unfollow,
  declare: declareButton,
  look_alike: lookAlike,
  declare_title: declareTitle,
};

/** What guests may press, too. */
export const openToGuests: ReadonlySet<string> = new Set(['answer_triage']);

export const formRoutes: Readonly<Record<string, FormListener>> = {
  declare: submitDeclare,
  edit: submitEdit,
  resolve: phases.submitResolve,
  close: phases.submitClose,
  cancel: phases.submitCancel,
  reopen: phases.submitReopen,
  send_update: submitUpdate,
  page: submitPage,
  note_check: submitCheckNote,
  add_action: submitAction,
  make_ask: submitAsk,
  decline_ask: submitDecline,
  log_change: submitChange,
  record_decision: submitDecision,
  assign_role: submitAssignRole,
  hand_over: submitHandover,
  give_memory: submitMemory,
  write_section: postmortem.submitSection,
  waive_postmortem: postmortem.submitWaiver,
};

export const shortcutRoutes: Readonly<Record<string, ShortcutListener>> = { declare: declareShortcut };

export const messageShortcutRoutes: Readonly<Record<string, MessageShortcutListener>> = {
  mark: markMessage,
  add_action: actionFromMessage,
  make_ask: askFromMessage,
  log_change: changeFromMessage,
};

/** Heard before Slack is told that the event arrived. `app_home_opened` is drawn afterwards (`app.ts`). */
export const eventRoutes: Readonly<Record<string, Hear>> = {
  message: hearMessage,
  reaction_added: hearReaction,
  reaction_removed: hearReaction,
  pin_added: hearPin,
  pin_removed: hearPin,
  member_joined_channel: hearMembership,
  member_left_channel: hearMembership,
  channel_archive: hearArchive,
  channel_unarchive: hearArchive,
  channel_id_changed: hearChannelId,
  app_uninstalled: hearToken,
  tokens_revoked: hearToken,
  channel_left: hearLeft,
  group_left: hearLeft,
  group_archive: hearArchive,
  group_unarchive: hearArchive,
};
