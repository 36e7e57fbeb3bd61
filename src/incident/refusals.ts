import type { HandoverState } from './handovers.ts';
import type { Instant, Phase, TimeName, UserId } from './incident.ts';
import type { Seen } from './meant.ts';
import type { RoleName, Severity } from './policy.ts';
import type { UndoableAct } from './undoable.ts';

/** Why not: a value, worded in one place (`slack/views/refusal.ts`), shown to that person only. */
export type Refusal =
  | { readonly reason: 'already_yours'; readonly role: RoleName }
  | { readonly reason: 'already_theirs'; readonly role: RoleName; readonly user: UserId }
  | { readonly reason: 'already_held'; readonly role: RoleName; readonly user: UserId; readonly since: Instant }
  | { readonly reason: 'already_asked'; readonly role: RoleName; readonly user: UserId; readonly since: Instant }
  /** `user`: who was asked instead, if it is that. */
  | { readonly reason: 'role_ask_over'; readonly role: RoleName; readonly user: UserId | null }
  | { readonly reason: 'not_yours'; readonly user: UserId }
  | { readonly reason: 'not_held'; readonly role: RoleName; readonly user: UserId | null }
  | { readonly reason: 'unknown_role'; readonly role: RoleName; readonly roles: readonly RoleName[] }
  | { readonly reason: 'wrong_phase'; readonly phase: Phase; readonly wanted: readonly Phase[] }
  | { readonly reason: 'already_in_phase'; readonly phase: Phase }
  | { readonly reason: 'same_severity'; readonly severity: Severity }
  | { readonly reason: 'nothing_changed' }
  /** Somebody else changed these while the form was open. `seen`: for the form that is shown again. */
  | { readonly reason: 'form_overtaken'; readonly fields: readonly string[]; readonly seen: Seen }
  | { readonly reason: 'empty'; readonly what: 'title' | 'reason' | 'text' }
  | { readonly reason: 'time_ahead'; readonly time: TimeName | 'impact_end' | 'note' | 'change' | 'decision' }
  | {
      readonly reason: 'time_out_of_order';
      readonly time: TimeName | 'impact_end';
      readonly before: TimeName;
      readonly beforeAt: Instant;
    }
  | { readonly reason: 'time_unset'; readonly time: TimeName }
  | { readonly reason: 'unknown_item'; readonly item: string }
  | { readonly reason: 'unknown_action'; readonly id: number }
  | { readonly reason: 'action_there'; readonly id: number }
  | { readonly reason: 'next_update_past' }
  /** Somebody else speaks for the incident. */
  | { readonly reason: 'not_speaker'; readonly user: UserId; readonly since: Instant }
  | { readonly reason: 'unknown_ask'; readonly id: number }
  | { readonly reason: 'not_your_ask'; readonly user: UserId }
  | { readonly reason: 'ask_due_past' }
  | { readonly reason: 'unknown_change'; readonly id: number }
  | { readonly reason: 'too_many'; readonly what: 'asks' | 'changes'; readonly most: number }
  | { readonly reason: 'handover_to_yourself' }
  | { readonly reason: 'unknown_handover' }
  | { readonly reason: 'not_your_handover'; readonly user: UserId }
  | { readonly reason: 'handover_settled'; readonly state: HandoverState }
  /** Something else was set since. */
  | { readonly reason: 'undo_overtaken'; readonly what: 'phase' | 'severity' }
  | { readonly reason: 'undone_already'; readonly user: UserId }
  | { readonly reason: 'undo_too_late'; readonly act: UndoableAct }
  | { readonly reason: 'duplicate_of_itself' }
  /** The other is over. `duplicateOf`: where it points itself. */
  | {
      readonly reason: 'other_over';
      readonly number: number;
      readonly phase: Phase;
      readonly duplicateOf: number | null;
    }
  | { readonly reason: 'no_draft' }
  | { readonly reason: 'nobody_to_page'; readonly whom: string }
  | {
      readonly reason: 'already_paged';
      readonly whom: string;
      readonly user: UserId | null;
      readonly since: Instant;
    }
  | { readonly reason: 'not_asked' }
  | { readonly reason: 'not_due' }
  // a triage
  | { readonly reason: 'only_triage' }
  | { readonly reason: 'triage_closed' }
  | { readonly reason: 'declared_already' }
  | { readonly reason: 'checks_unanswered' }
  | { readonly reason: 'not_reporter'; readonly user: UserId }
  /** Nobody follows this one: it is private, or following is switched off. */
  | { readonly reason: 'not_followed' }
  | { readonly reason: 'already_following'; readonly since: Instant }
  | { readonly reason: 'not_following' }
  /** `roles`: theirs. */
  | { readonly reason: 'in_the_room'; readonly roles: readonly RoleName[] }
  | { readonly reason: 'holds_roles'; readonly roles: readonly RoleName[] }
  | { readonly reason: 'too_many_followers'; readonly most: number }
  /** The channel is the room of this incident. */
  | { readonly reason: 'war_room_already'; readonly number: number };

export type RefusalReason = Refusal['reason'];

/** What a rule answers. */
export type Decision<Event> = { readonly events: readonly Event[] } | { readonly refused: Refusal };
