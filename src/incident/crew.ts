// Who was asked to take a role, which holder has gone silent, and who has held one for long.
import type { Escalation } from './escalate-unheld.ts';
import type { HandOverOffer } from './hand-over-offers.ts';
import type { Instant, MessageRef, UserId } from './incident.ts';
import type { RoleName } from './policy.ts';

/** What is known of the people in roles beyond who holds them. */
export interface Crew {
  /** Who was asked to take a role, oldest first: open ones, and the newest of those that have ended. */
  readonly asks: readonly RoleAsk[];
  /** Holders from whom nothing was heard, oldest first; the same holds. */
  readonly silences: readonly Silence[];
  /** When to look again for silent holders; null: not looked yet. */
  readonly lookAt: Instant | null;
  /** When a hand-over was offered last, to holders of now. */
  readonly offered: readonly { readonly role: RoleName; readonly user: UserId; readonly at: Instant }[];
  /** Roles that nobody took, oldest first. Absent: none so far. */
  readonly escalations?: readonly Escalation[];
  /** Who is asked whether to hand over, in a direct message. Absent: nobody so far. */
  readonly handOverOffers?: readonly HandOverOffer[];
}

/** Somebody gave a role to a person, who has yet to accept: until then nothing changes about who holds it. */
export interface RoleAsk {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  readonly role: RoleName;
  readonly user: UserId;
  readonly by: UserId;
  readonly at: Instant;
  /** When they were asked once more, last. */
  readonly againAt: Instant | null;
  /** Who gives it up when they accept; null: there is room. */
  readonly from: UserId | null;
  /** The direct message; null until Slack shows it. */
  readonly request: MessageRef | null;
  readonly ended: { readonly at: Instant; readonly how: RoleAskEnd; readonly by: UserId } | null;
}

/**
 * `taken`: somebody else has the role (`by`). `replaced`: another person was asked (`by`). `freed`: taken back. `gone`: the
 * account is deactivated. `over`: the incident has ended.
 */
export type RoleAskEnd = 'accepted' | 'declined' | 'taken' | 'replaced' | 'freed' | 'gone' | 'over';

/** Nothing was heard from a holder while others talked. Told once. */
export interface Silence {
  readonly id: number;
  readonly user: UserId;
  readonly roles: readonly RoleName[];
  /** When they were heard last. */
  readonly since: Instant;
  /** How long that was when it was told. */
  readonly ms: number;
  readonly at: Instant;
  /** Its line in the room; null until Slack shows it. */
  readonly line: MessageRef | null;
  /** `gone`: they hold none of these roles any more. `over`: the incident has ended. */
  readonly ended: { readonly at: Instant; readonly how: 'heard' | 'gone' | 'over' } | null;
}

export type CrewCommand =
  | { readonly type: 'answer_role'; readonly id: number; readonly answer: RoleAnswer }
  | { readonly type: 'ask_role_again'; readonly id: number }
  | { readonly type: 'look_for_silent' }
  /** `spoke`: when each person last wrote or did something in the incident. */
  | { readonly type: 'holders_found'; readonly spoke: readonly Spoke[] }
  | { readonly type: 'im_here'; readonly id: number }
  | { readonly type: 'offer_hand_over' }
  | { readonly type: 'escalate_unheld' };

export const roleAnswers = ['accept', 'cant'] as const;
export type RoleAnswer = (typeof roleAnswers)[number];

export interface Spoke {
  readonly user: UserId;
  readonly lastAt: Instant;
}

export type CrewEvent =
  | {
      readonly type: 'role_asked';
      readonly ask: RoleAsk /** Whose ask it replaces. */;
      readonly instead: UserId | null;
    }
  | { readonly type: 'role_asked_again'; readonly id: number }
  | { readonly type: 'role_declined'; readonly id: number }
  | { readonly type: 'role_ask_ended'; readonly id: number; readonly how: 'freed' | 'gone' }
  | { readonly type: 'holders_looked_for' }
  /** `users` have spoken again; nobody is looked at before `nextAt`. */
  | { readonly type: 'holders_heard'; readonly users: readonly UserId[]; readonly nextAt: Instant }
  | { readonly type: 'holder_silent'; readonly silence: Silence }
  | { readonly type: 'holder_here'; readonly user: UserId }
  | { readonly type: 'hand_over_offered'; readonly user: UserId; readonly roles: readonly RoleName[] }
  | { readonly type: 'unheld_escalated'; readonly escalation: Escalation };

export const noCrew: Crew = { asks: [], silences: [], lookAt: null, offered: [] };
