import type {
  Action,
  Answer,
  Instant,
  MessageRef,
  Phase,
  PostmortemState,
  ReplyTo,
  TimeName,
  Update,
  UserId,
} from './incident.ts';
import type { Memory } from './memory.ts';
import type { PageAnswer, PagerName, PassedReason, PlannedStep } from './pages.ts';
import type { ChecklistPhase, Policy, RoleName, Severity } from './policy.ts';
import type { TriageEvent } from './triage.ts';
import type { WorkEvent } from './work.ts';

/** What happened, in the past tense. `by` is a Slack user id, or `muster`. */
export type IncidentEvent = { readonly at: Instant; readonly by: UserId } & EventBody;

export type EventBody =
  | Declared
  | WorkEvent
  | TriageEvent
  | {
      readonly type: 'channel_opened';
      readonly channel: string;
      readonly name: string;
      readonly invited: readonly UserId[];
      /** It was there before. */
      readonly adopted?: boolean;
    }
  | { readonly type: 'room_changed'; readonly archivedAt: Instant | null }
  /** Slack did not deliver what happened then. `again`: the minutes before are not read back yet either. */
  | { readonly type: 'events_dropped'; readonly from: Instant; readonly until: Instant; readonly again: boolean }
  /** The bot was taken out of the room: it hears nothing there any more. */
  | { readonly type: 'room_left'; readonly leftAt: Instant }
  | { readonly type: 'room_rejoined'; readonly leftAt: Instant }
  | { readonly type: 'room_renamed'; readonly from: string; readonly to: string }
  /** Slack gave a channel that the incident knows another id: its room, or the one it was announced in. */
  | { readonly type: 'channel_id_changed'; readonly from: string; readonly to: string }
  /** Another incident has adopted the channel, after this one was over. */
  | { readonly type: 'room_passed_on' }
  /** `announcement`: to be taken back. */
  | { readonly type: 'room_made_private'; readonly announcement: MessageRef | null }
  /** Slack has shown a surface for the first time (or again, somewhere else). */
  | { readonly type: 'surface_posted'; readonly surface: Surface; readonly message: MessageRef }
  | {
      readonly type: 'role_taken';
      readonly role: RoleName;
      readonly user: UserId;
      readonly from: UserId | null;
      /** Handed over: how things stand, plain, in one line. */
      readonly stands?: string;
    }
  | {
      readonly type: 'role_vacated';
      readonly role: RoleName;
      readonly user: UserId;
      /** Nobody stepped down: Slack knows the account no more. */
      readonly deactivated?: boolean;
    }
  | {
      readonly type: 'unheld_reminded';
      readonly roles: readonly RoleName[];
      /** Who was asked to take one and has not answered; absent: nobody. */
      readonly asked?: readonly { readonly role: RoleName; readonly user: UserId; readonly at: Instant }[];
    }
  | { readonly type: 'reminder_snoozed'; readonly roles: readonly RoleName[]; readonly until: Instant }
  | { readonly type: 'severity_set'; readonly from: Severity; readonly to: Severity; readonly reason: string }
  | { readonly type: 'title_set'; readonly from: string; readonly to: string; readonly reason: string }
  | { readonly type: 'summary_set'; readonly from: string; readonly to: string; readonly reason: string }
  | {
      readonly type: 'time_corrected';
      readonly time: TimeName;
      readonly from: Instant | null;
      readonly to: Instant;
      readonly reason: string;
    }
  | { readonly type: 'contained'; readonly unanswered: readonly string[]; readonly inPlace?: readonly string[] }
  | {
      readonly type: 'resolved';
      readonly impactEndedAt: Instant;
      readonly unanswered: readonly string[];
      /** Changes that are not undone, in words; absent: none. */
      readonly inPlace?: readonly string[];
      readonly note: string;
    }
  | { readonly type: 'closed'; readonly unanswered: readonly string[]; readonly inPlace?: readonly string[] }
  | {
      readonly type: 'reopened';
      readonly from: Phase;
      readonly reason: string;
      readonly newRoom: boolean;
      /** With a new room: the announcement of the old one, whose followers hear where it goes on. */
      readonly announcement?: MessageRef | null;
    }
  | { readonly type: 'cancelled'; readonly reason: string }
  | { readonly type: 'marked_duplicate'; readonly of: number; readonly link: string | null }
  | { readonly type: 'check_answered'; readonly item: string; readonly answer: Answer | null; readonly note: string }
  | { readonly type: 'update_sent'; readonly update: Update }
  | { readonly type: 'update_missed' }
  | { readonly type: 'action_added'; readonly action: Action }
  | { readonly type: 'action_changed'; readonly action: Action }
  | { readonly type: 'note_added'; readonly text: string; readonly happenedAt: Instant }
  | { readonly type: 'postmortem_drafted'; readonly again: boolean }
  | { readonly type: 'section_written'; readonly section: number; readonly fields: Readonly<Record<string, string>> }
  | { readonly type: 'postmortem_commented'; readonly text: string; readonly ts: string }
  | { readonly type: 'comment_revised'; readonly ts: string; readonly text: string | null }
  | {
      readonly type: 'postmortem_settled';
      readonly state: Extract<PostmortemState, 'published' | 'waived'>;
      readonly reason: string;
    }
  | { readonly type: 'memories_asked'; readonly users: readonly UserId[] }
  | { readonly type: 'memory_given'; readonly memory: Memory }
  | { readonly type: 'files_asked' }
  | {
      readonly type: 'paged';
      readonly page: number;
      readonly whom: string;
      readonly text: string;
      readonly steps: readonly PlannedStep[];
      readonly pager: PagerName | null;
      readonly waitMs: number;
    }
  /** `from`: who was asked before and has not answered. */
  | { readonly type: 'page_asked'; readonly page: number; readonly user: UserId; readonly from: UserId | null }
  | {
      readonly type: 'page_answered';
      readonly page: number;
      readonly answer: PageAnswer;
      /** Where, when not in Slack. */
      readonly via?: PagerName;
    }
  | { readonly type: 'page_passed_by'; readonly page: number; readonly user: UserId; readonly why: PassedReason }
  | { readonly type: 'page_unanswered'; readonly page: number }
  | {
      readonly type: 'pager_told';
      readonly page: number;
      readonly taken: boolean;
      readonly why: string;
      readonly user: UserId | null;
    }
  | { readonly type: 'errand_parked'; readonly errand: string; readonly why: string; readonly what: string }
  | { readonly type: 'errand_recovered'; readonly errand: string }
  | {
      readonly type: 'record_checked';
      readonly from: Instant;
      readonly to: Instant;
      readonly found: RecordFound;
      readonly why: string | null;
    }
  | { readonly type: 'past_read'; readonly read: number; readonly since: Instant | null; readonly done: boolean }
  | { readonly type: 'archive_due' }
  | { readonly type: 'export_kept' };

export interface Declared {
  readonly type: 'declared';
  readonly workspace: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly severityGiven: boolean;
  readonly private: boolean;
  readonly services: readonly string[];
  readonly startedAt: Instant;
  readonly detectedAt: Instant | null;
  readonly policy: Policy;
  /** Where to tell who declared that the room is open. */
  readonly replyTo: ReplyTo;
}

/** What the record had not, or had otherwise than Slack shows it. */
export interface RecordFound {
  readonly missing: number;
  readonly changed: number;
  readonly vanished: number;
  /** Key events set or taken back. */
  readonly marks: number;
}

/** A message of ours that shows state and is kept current by editing. */
export type Surface =
  | { readonly kind: 'briefing' }
  | { readonly kind: 'checklist'; readonly phase: ChecklistPhase }
  | { readonly kind: 'announcement' }
  | { readonly kind: 'postmortem' }
  | { readonly kind: 'triage' | 'triage_request' }
  /** The line in the room, and the direct message to who was asked. */
  | { readonly kind: 'ask' | 'ask_request'; readonly ask: number }
  | { readonly kind: 'change'; readonly change: number }
  /** The direct message to who may take a role over. */
  | { readonly kind: 'handover'; readonly handover: number }
  /** Who took which role, one line for those of a few minutes: what it says, and since when. */
  | { readonly kind: 'role_line'; readonly since: Instant; readonly said: readonly string[] }
  /** The newest message to a follower; `heard`: the news in it. */
  | { readonly kind: 'follower'; readonly user: UserId; readonly heard: string }
  /** The line that asks who can take these roles, said then. */
  | { readonly kind: 'reminder'; readonly roles: readonly RoleName[]; readonly at: Instant }
  | { readonly kind: 'offers'; readonly user: UserId }
  | { readonly kind: 'hand_over_offer'; readonly offer: number }
  | { readonly kind: 'role_request'; readonly ask: number }
  | { readonly kind: 'silence'; readonly silence: number }
  | { readonly kind: 'section'; readonly section: number }
  | { readonly kind: 'page'; readonly page: number };
