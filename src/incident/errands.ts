import type { IncidentEvent } from './events.ts';
import type { FollowEnd, Follower } from './followers.ts';
import type { HandoverEvent } from './handovers.ts';
import type { Instant, MessageRef, UserId } from './incident.ts';
import type { ChecklistPhase } from './policy.ts';
import type { TriageNews } from './triage-consequences.ts';

/**
 * What Slack must be told. `surface` orders: errands of one surface are done one after the other,
 * those of different surfaces side by side. A paint waits at most once per surface.
 */
export interface Errand {
  readonly sort: 'paint' | 'do' | 'say';
  readonly surface: string;
  readonly task: Task;
}

export type Task =
  // do
  | { readonly kind: 'open_channel' }
  | { readonly kind: 'invite' /** ids or group handles still to be asked in */; readonly who: readonly string[] }
  | { readonly kind: 'pin_briefing' }
  | { readonly kind: 'add_bookmarks' }
  | { readonly kind: 'archive_channel' }
  /** Somebody unarchived it: a public channel has thrown the bot out, which comes in again. */
  | { readonly kind: 'rejoin_channel'; readonly channel: string; readonly by: UserId }
  | { readonly kind: 'ask_participants' }
  /** Compares the record with Slack's history, every thread too; `thenArchive`: what is new, and nothing goes on before. */
  | { readonly kind: 'check_record'; readonly thenArchive?: true }
  /** A reply in the post-mortem's thread that was read back from the history: what it says goes where it belongs. */
  | { readonly kind: 'take_reply'; readonly channel: string; readonly ts: string; readonly change: ReplyChange }
  /** The room was made private: nothing of it stays in the announcements channel. */
  | { readonly kind: 'withdraw_announcement'; readonly announcement: MessageRef }
  /** The room was replaced, and has an announcement of its own: the old one says where it goes on. */
  | { readonly kind: 'move_announcement'; readonly announcement: MessageRef }
  /** Whoever is to be fetched at this severity, for these services. */
  | { readonly kind: 'page_by_itself' }
  | { readonly kind: 'call_pager'; readonly page: number; readonly does: 'page' | 'acknowledge' | 'resolve' }
  /** Whether somebody has acknowledged a page inside the paging service. */
  | { readonly kind: 'hear_pager'; readonly page: number }
  | { readonly kind: 'look_for_silence' }
  | { readonly kind: 'look_for_silent' }
  /** Who follows and leaves is taken out of the room; who came in is looked at: a guest, or somebody who follows. */
  | { readonly kind: 'take_out'; readonly user: UserId }
  | { readonly kind: 'meet_joiner'; readonly user: UserId; readonly at: Instant }
  | ({ readonly kind: 'dismiss_follower'; readonly why: FollowEnd } & Pick<Follower, 'user' | 'dm' | 'posts'>)
  | {
      readonly kind: 'upload_files';
      readonly files: FileSet;
      readonly to: 'room' | 'thread' | { readonly user: UserId };
      /** Archive the channel once the files are safe. */
      readonly thenArchive: boolean;
      /** Who asked for what goes into the room: it comes to them when there is no room to go to. */
      readonly by?: UserId;
    }
  // paint: whole, from the newest state
  | { readonly kind: 'paint_briefing' }
  | { readonly kind: 'paint_announcement' }
  | { readonly kind: 'paint_topic' }
  | { readonly kind: 'paint_checklist'; readonly phase: ChecklistPhase }
  | { readonly kind: 'paint_postmortem' }
  | { readonly kind: 'paint_section'; readonly section: number }
  | { readonly kind: 'paint_page'; readonly page: number }
  | { readonly kind: 'paint_ask' | 'paint_ask_request'; readonly ask: number }
  | { readonly kind: 'paint_change'; readonly change: number }
  | { readonly kind: 'paint_role_request'; readonly ask: number }
  | { readonly kind: 'paint_silence'; readonly silence: number }
  | { readonly kind: 'paint_handover'; readonly handover: number }
  /** The direct message that asks a holder whether to hand over. */
  | { readonly kind: 'offer_hand_over'; readonly offer: number }
  /** Reminders of roles that were escalated since. */
  | { readonly kind: 'paint_reminder' }
  /** Messages that read like a change, to who keeps the record. */
  | { readonly kind: 'paint_offers' }
  | { readonly kind: 'paint_triage' | 'paint_triage_request' }
  /** The card for the worst case, by mail. */
  | { readonly kind: 'send_card'; readonly user: UserId }
  | { readonly kind: 'paint_home'; readonly user: UserId }
  /** `news`: a new message, if there is news; else the newest is edited. */
  | { readonly kind: 'paint_follower'; readonly user: UserId; readonly news: boolean }
  /** The bot's :memo: on a message, present while any mark remains. */
  | { readonly kind: 'paint_mark'; readonly channel: string; readonly ts: string }
  // say: once
  | { readonly kind: 'say_line'; readonly event: IncidentEvent }
  | { readonly kind: 'say_in_announcement'; readonly event: IncidentEvent }
  | { readonly kind: 'say_duties'; readonly user: UserId; readonly role: string; readonly by: UserId }
  | { readonly kind: 'ask_to_come'; readonly page: number; readonly user: UserId }
  /** Phone numbers for who leads: of who has not answered, and of who is asked now (`turn`) or of all (`loud`). */
  | {
      readonly kind: 'say_numbers';
      readonly page: number;
      readonly user: UserId;
      readonly turn: number;
      readonly loud: boolean;
    }
  | { readonly kind: 'release'; readonly user: UserId }
  | { readonly kind: 'say_archived'; readonly user: UserId; readonly by: UserId }
  | { readonly kind: 'say_left'; readonly user: UserId; readonly by: UserId }
  | {
      readonly kind: 'say_ask';
      readonly user: UserId;
      readonly ask: number;
      readonly news: 'reminder' | 'overdue' | 'declined';
    }
  | { readonly kind: 'say_triage'; readonly user: UserId; readonly news: TriageNews }
  | {
      readonly kind: 'say_role_news';
      readonly user: UserId;
      readonly ask: number;
      readonly news: 'again' | 'declined' | 'replaced';
    }
  /** Roles that nobody takes. */
  | { readonly kind: 'say_unheld'; readonly user: UserId; readonly roles: readonly string[] }
  /** The phone number of a silent holder, for who leads. */
  | { readonly kind: 'say_silent_number'; readonly user: UserId; readonly silence: number }
  | {
      readonly kind: 'say_handover';
      readonly user: UserId;
      readonly handover: number;
      /** `undone`: that it had ended was a mistake. */
      readonly news: HandoverEvent['type'] | 'undone';
    }
  /** Private, with `Undo`. */
  | {
      readonly kind: 'offer_undo';
      readonly user: UserId;
      readonly what: 'phase' | 'severity';
      readonly set: number;
    }
  /** Its end was a mistake: who stood by does so again. */
  | { readonly kind: 'say_awaited'; readonly user: UserId }
  /** It came back after its end: to who holds a role. */
  | { readonly kind: 'say_reopened'; readonly user: UserId; readonly by: UserId }
  | { readonly kind: 'ask_call'; readonly user: UserId; readonly since: Instant }
  | { readonly kind: 'ask_memory'; readonly user: UserId }
  | { readonly kind: 'send_link'; readonly user: UserId }
  | { readonly kind: 'brief_joiner'; readonly user: UserId; readonly channel: string }
  /** A guest marked a message: only they see why that counts for nothing. */
  | { readonly kind: 'refuse_guest'; readonly user: UserId; readonly channel: string }
  /** Whoever wrote a credential into the room: `kinds` in words, never the credential. */
  | {
      readonly kind: 'warn_author';
      readonly user: UserId;
      readonly channel: string;
      readonly ts: string;
      readonly threadTs: string | null;
      readonly kinds: readonly string[];
    };

/** What became of a reply while nobody listened. */
export type ReplyChange = 'written' | 'edited' | 'deleted';

/** `room`: without earlier and deleted texts; `full`: with them, private; `postmortem`: the Markdown alone. */
export type FileSet = 'room' | 'full' | 'postmortem';

export type TaskKind = Task['kind'];
