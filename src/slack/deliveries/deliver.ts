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
import { invite } from './invite.ts';
import { lookForSilence } from './look-for-silence.ts';
import { openChannel } from './open-channel.ts';
import { pageByItself } from './page-by-itself.ts';
import { paintAnnouncement } from './paint-announcement.ts';
import { paintAsk, paintAskRequest } from './paint-ask.ts';
import { paintBriefing } from './paint-briefing.ts';
import { paintChange, paintOffers } from './paint-change.ts';
import { paintChecklist } from './paint-checklist.ts';
import { paintHome } from './paint-home.ts';
import { paintMark } from './paint-mark.ts';
import { paintPage } from './paint-page.ts';
import { paintPostmortem } from './paint-postmortem.ts';
import { paintSection } from './paint-section.ts';
import { paintTopic } from './paint-topic.ts';
import { paintTriage, paintTriageRequest } from './paint-triage.ts';
import { pinBriefing } from './pin-briefing.ts';
import { rejoinChannel } from './rejoin-channel.ts';
import { release } from './release.ts';
import { sayArchived } from './say-archived.ts';
import { sayAsk } from './say-ask.ts';
import { sayDuties } from './say-duties.ts';
import { sayInAnnouncement } from './say-in-announcement.ts';
import { sayLeft } from './say-left.ts';
import { sayLine } from './say-line.ts';
import { sayNumbers } from './say-numbers.ts';
import { sayTriage } from './say-triage.ts';
import { sendLink } from './send-link.ts';
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
  page_by_itself: pageByItself,
  call_pager: callPager,
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
  ask_memory: askMemory,
  send_link: sendLink,
  brief_joiner: briefJoiner,
  warn_author: warnAuthor,
};

/** What the engine calls to tell Slack one thing. */
export function createDeliver(slack: Slack): Deliver {
  return async (job: Job): Promise<Delivered> => {
    const incident = await slack.engine.incident(job.ref);
    if (incident === null) return done;
    const { task } = job.errand;
    const held = await whileOutOfReach(slack, job, incident);
    if (held !== null) return held;
    const deliver = deliveries[task.kind] as Delivery<TaskKind>;
    return unlessOutOfReach(slack, job, incident, await deliver(slack, job, incident, task));
  };
}
