import type { RecordFound, Surface } from './events.ts';
import type { Answer, Instant, MessageRef, ReplyTo, TimeName, UserId } from './incident.ts';
import type { Seen } from './meant.ts';
import type { Memory } from './memory.ts';
import type { PageAnswer, PagerName, PassedReason, PlannedStep } from './pages.ts';
import type { Policy, RoleName, Severity } from './policy.ts';
import type { TriageCommand } from './triage.ts';
import type { WorkCommand } from './work.ts';

/** What somebody (or a clock, or Slack's answer) asks of an incident; `by` is a Slack user id or `muster`. */
export type Command = { readonly by: UserId } & CommandBody;

export type CommandBody =
  | WorkCommand
  | TriageCommand
  // people
  | { readonly type: 'take_role'; readonly role: RoleName }
  | { readonly type: 'take_over_role'; readonly role: RoleName; readonly from: UserId }
  | { readonly type: 'assign_role'; readonly role: RoleName; readonly user: UserId }
  | {
      readonly type: 'vacate_role';
      readonly role: RoleName /** null: everybody who holds it */;
      readonly user: UserId | null;
    }
  | { readonly type: 'snooze_reminder'; readonly roles: readonly RoleName[]; readonly forMs: number }
  | { readonly type: 'set_severity'; readonly severity: Severity; readonly reason: string }
  | { readonly type: 'set_title'; readonly title: string; readonly reason: string }
  | { readonly type: 'set_summary'; readonly summary: string; readonly reason: string }
  | {
      readonly type: 'edit';
      readonly title: string;
      /** null: as it is. */
      readonly summary: string | null;
      readonly severity: Severity;
      readonly reason: string;
      readonly seen?: Seen | undefined;
    }
  | { readonly type: 'correct_time'; readonly time: TimeName; readonly to: Instant; readonly reason: string }
  | { readonly type: 'contain' }
  | {
      readonly type: 'resolve' /** null: when it was contained, else now */;
      readonly impactEndedAt: Instant | null;
      readonly note: string;
    }
  | { readonly type: 'close' }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | {
      readonly type: 'mark_duplicate';
      readonly of: number /** link to the other room, if its channel is known and may be shown */;
      readonly link: string | null;
    }
  | { readonly type: 'answer_check'; readonly item: string; readonly answer: Answer }
  | { readonly type: 'note_check'; readonly item: string; readonly note: string }
  | {
      readonly type: 'send_update';
      readonly happened: string;
      readonly doing: string;
      readonly meanwhile: string;
      readonly nextAt: Instant | null;
    }
  | {
      readonly type: 'add_action';
      readonly text: string;
      readonly owner: UserId | null;
      readonly dueOn: string | null;
      readonly source: MessageRef | null;
    }
  | {
      readonly type: 'change_action';
      readonly id: number;
      readonly text: string;
      readonly owner: UserId | null;
      readonly dueOn: string | null;
      readonly seen?: Seen | undefined;
    }
  | { readonly type: 'add_note'; readonly text: string; readonly happenedAt: Instant }
  | { readonly type: 'draft_postmortem' }
  | {
      readonly type: 'write_section';
      readonly section: number;
      readonly fields: Readonly<Record<string, string>>;
      /** Where in what is written there already: below it, or in the place of these lines of it; unless said, of all. */
      readonly place?: 'below' | { readonly of: string };
      readonly seen?: Seen | undefined;
    }
  | { readonly type: 'comment_postmortem'; readonly text: string; readonly ts: string }
  | { readonly type: 'revise_comment'; readonly ts: string /** null: deleted */; readonly text: string | null }
  | { readonly type: 'settle_postmortem'; readonly state: 'published' | 'waived'; readonly reason: string }
  | { readonly type: 'give_memory'; readonly memory: Omit<Memory, 'at'> }
  | { readonly type: 'ask_files' }
  | {
      readonly type: 'page' /** a team or so, plain; empty: the person of the first step */;
      readonly whom: string;
      readonly text: string;
      readonly steps: readonly PlannedStep[];
      readonly pager: PagerName | null;
      readonly waitMs: number;
    }
  | {
      readonly type: 'answer_page';
      readonly page: number;
      readonly answer: PageAnswer;
      /** Acknowledged inside that paging service, where it may have rung somebody whom we did not ask. */
      readonly via?: PagerName;
    }
  | { readonly type: 'page_next' /** null: those that are due */; readonly page: number | null }
  // clocks
  | { readonly type: 'remind_unheld' }
  | { readonly type: 'miss_update' }
  | { readonly type: 'archive' }
  | { readonly type: 'export_kept' }
  // what Slack and paging services answered
  | { readonly type: 'pass_by'; readonly page: number; readonly user: UserId; readonly why: PassedReason }
  | {
      readonly type: 'pager_told';
      readonly page: number;
      readonly taken: boolean;
      readonly why: string /** whom it has on call, if they are known here */;
      readonly user: UserId | null;
    }
  | {
      readonly type: 'channel_opened';
      readonly channel: string;
      readonly name: string;
      readonly invited: readonly UserId[];
    }
  | { readonly type: 'surface_posted'; readonly surface: Surface; readonly message: MessageRef }
  | { readonly type: 'room_changed'; readonly archived: boolean }
  | { readonly type: 'events_dropped'; readonly from: Instant; readonly until: Instant }
  /** `channel`: the one that the bot is not in. */
  | { readonly type: 'room_left'; readonly leftAt: Instant; readonly channel: string }
  | { readonly type: 'room_rejoined' }
  | { readonly type: 'room_renamed'; readonly name: string }
  | { readonly type: 'channel_id_changed'; readonly from: string; readonly to: string }
  | { readonly type: 'room_made_private' }
  | { readonly type: 'pass_on_room' }
  | { readonly type: 'release_holder'; readonly user: UserId }
  | { readonly type: 'participants_found'; readonly users: readonly UserId[] }
  /** The record was compared with Slack's history; `why`: Slack's code, when it could not be. */
  | {
      readonly type: 'check_record';
      readonly from: Instant;
      readonly to: Instant;
      readonly found: RecordFound;
      readonly why: string | null;
    }
  /** So much of an adopted channel's past is on the record. */
  | { readonly type: 'read_past'; readonly read: number; readonly since: Instant | null; readonly done: boolean }
  | { readonly type: 'errand_parked'; readonly errand: string; readonly why: string; readonly what: string }
  | { readonly type: 'errand_recovered'; readonly errand: string };

/** Opening an incident: there is no state yet to lock. */
export interface Declare {
  readonly type: 'declare';
  readonly by: UserId;
  readonly workspace: string;
  /** Plain text, any length; see `declare.ts` for how it is cut. */
  readonly title: string;
  readonly summary: string;
  /** null: sev2 for now. */
  readonly severity: Severity | null;
  readonly private: boolean;
  readonly services: readonly string[];
  readonly startedAt: Instant | null;
  readonly policy: Policy;
  readonly replyTo: ReplyTo;
  /** A channel that is there already and becomes the room; left out: one is made. */
  readonly adopts?: AdoptedChannel;
  /** Not yet: first it is looked at whether there is a problem. `channel`: where; null: where incidents are announced. */
  readonly triage?: { readonly reportedBy: UserId; readonly guest: boolean; readonly channel: string | null };
}

export interface AdoptedChannel {
  readonly channel: string;
  readonly name: string;
}
