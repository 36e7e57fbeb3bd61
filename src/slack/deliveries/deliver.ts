import type { Deliver, Delivered, Job } from '../../engine/engine.ts';
import type { TaskKind } from '../../incident/errands.ts';
import type { Slack } from '../slack.ts';
import { addBookmarks } from './add-bookmarks.ts';
import { archiveChannel } from './archive-channel.ts';
import { askCall } from './ask-call.ts';
import { askMemory } from './ask-memory.ts';
import { askParticipants } from './ask-participants.ts';
import { askToCome } from './ask-to-come.ts';
import { briefJoiner } from './brief-joiner.ts';
import { callPager } from './call-pager.ts';
import { checkRecord } from './check-record.ts';
import type { Delivery } from './delivery.ts';
import { done } from './delivery.ts';
import { dismissFollower } from './dismiss-follower.ts';
import { hearPager } from './hear-pager.ts';
import { invite } from './invite.ts';
import { lookForSilence } from './look-for-silence.ts';
import { lookForSilent } from './look-for-silent.ts';
import { meetJoiner } from './meet-joiner.ts';
import { moveAnnouncement } from './move-announcement.ts';
import { offerHandOver } from './offer-hand-over.ts';
import { offerUndo } from './offer-undo.ts';
import { openChannel } from './open-channel.ts';
import { pageByItself } from './page-by-itself.ts';
import { paintAnnouncement } from './paint-announcement.ts';
import { paintAsk, paintAskRequest } from './paint-ask.ts';
import { paintBriefing } from './paint-briefing.ts';
import { paintChange, paintOffers } from './paint-change.ts';
import { paintChecklist } from './paint-checklist.ts';
import { paintFollower } from './paint-follower.ts';
import { paintHandover } from './paint-handover.ts';
import { paintHome } from './paint-home.ts';
import { paintMark } from './paint-mark.ts';
import { paintPage } from './paint-page.ts';
import { paintPostmortem } from './paint-postmortem.ts';
import { paintReminder, sayUnheld } from './paint-reminder.ts';
import { paintRoleRequest, sayRoleNews } from './paint-role-request.ts';
import { paintSection } from './paint-section.ts';
import { paintSilence, saySilentNumber } from './paint-silence.ts';
import { paintTopic } from './paint-topic.ts';
import { paintTriage, paintTriageRequest } from './paint-triage.ts';
import { pinBriefing } from './pin-briefing.ts';
import { refuseGuest } from './refuse-guest.ts';
import { rejoinChannel } from './rejoin-channel.ts';
import { release } from './release.ts';
import { sayArchived } from './say-archived.ts';
import { sayAsk } from './say-ask.ts';
import { sayAwaited } from './say-awaited.ts';
import { sayDuties } from './say-duties.ts';
import { sayHandover } from './say-handover.ts';
import { sayInAnnouncement } from './say-in-announcement.ts';
import { sayLeft } from './say-left.ts';
import { sayLine } from './say-line.ts';
import { sayNumbers } from './say-numbers.ts';
import { sayReopened } from './say-reopened.ts';
import { sayTriage } from './say-triage.ts';
import { sendCard } from './send-card.ts';
import { sendLink } from './send-link.ts';
import { takeOut } from './take-out.ts';
import { takeReply } from './take-reply.ts';
import { uploadFiles } from './upload-files.ts';
import { warnAuthor } from './warn-author.ts';
import { unlessOutOfReach, whileOutOfReach } from './while-out-of-reach.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

/** Every errand and who does it. */
const deliveries: { readonly [Kind in TaskKind]: Delivery<Kind> } = {
  open_channel: openChannel,
  invite,
  pin_briefing: pinBriefing,
  add_bookmarks: addBookmarks,
  archive_channel: archiveChannel,
  rejoin_channel: rejoinChannel,
  ask_participants: askParticipants,
  check_record: checkRecord,
  withdraw_announcement: withdrawAnnouncement,
  move_announcement: moveAnnouncement,
  page_by_itself: pageByItself,
  call_pager: callPager,
  hear_pager: hearPager,
  upload_files: uploadFiles,
  take_reply: takeReply,
  paint_briefing: paintBriefing,
  paint_announcement: paintAnnouncement,
  paint_topic: paintTopic,
  paint_checklist: paintChecklist,
  paint_postmortem: paintPostmortem,
  paint_section: paintSection,
  paint_page: paintPage,
  paint_home: paintHome,
  paint_mark: paintMark,
  paint_ask: paintAsk,
  paint_ask_request: paintAskRequest,
  paint_triage: paintTriage,
  paint_triage_request: paintTriageRequest,
  paint_change: paintChange,
  paint_offers: paintOffers,
  paint_handover: paintHandover,
  say_handover: sayHandover,
  offer_undo: offerUndo,
  say_awaited: sayAwaited,
  say_reopened: sayReopened,
  say_ask: sayAsk,
  say_triage: sayTriage,
  say_line: sayLine,
  say_in_announcement: sayInAnnouncement,
  say_duties: sayDuties,
  ask_to_come: askToCome,
  say_numbers: sayNumbers,
  release,
  say_archived: sayArchived,
  say_left: sayLeft,
  look_for_silence: lookForSilence,
  ask_call: askCall,
  look_for_silent: lookForSilent,
  offer_hand_over: offerHandOver,
  paint_role_request: paintRoleRequest,
  say_role_news: sayRoleNews,
  paint_reminder: paintReminder,
  say_unheld: sayUnheld,
  paint_silence: paintSilence,
  say_silent_number: saySilentNumber,
  ask_memory: askMemory,
  send_link: sendLink,
  send_card: sendCard,
  brief_joiner: briefJoiner,
  refuse_guest: refuseGuest,
  meet_joiner: meetJoiner,
  paint_follower: paintFollower,
  take_out: takeOut,
  dismiss_follower: dismissFollower,
  warn_author: warnAuthor,
};

/** What the engine calls to tell Slack one thing. */
export function createDeliver(slack: Slack): Deliver {
  return async (job: Job): Promise<Delivered> => {
    const incident = job.incident ?? (await slack.engine.incident(job.ref));
    if (incident === null) return done;
    const { task } = job.errand;
    const held = await whileOutOfReach(slack, job, incident);
    if (held !== null) return held;
    const deliver = deliveries[task.kind] as Delivery<TaskKind>;
    return unlessOutOfReach(slack, job, incident, await deliver(slack, job, incident, task));
  };
}
