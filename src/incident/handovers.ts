import { holdersOf, type Incident, type Instant, isOpen, type MessageRef, type UserId } from './incident.ts';
import type { RoleName } from './policy.ts';

/** Who holds a role has written down how things stand, and offers it to somebody; until they accept nothing changes. */
export interface Handover {
  /** 1, 2, 3 … within the incident. */
  readonly id: number;
  readonly role: RoleName;
  readonly from: UserId;
  /** Who wrote it: who leaves. Their words go by this when a person is to be forgotten. */
  readonly by: UserId;
  readonly to: UserId;
  readonly at: Instant;
  /** How things stand; plain, mentions as `<@U1>`, at most `handoverLengthMax` characters: the record has the whole. */
  readonly text: string;
  readonly state: HandoverState;
  /** Since when it is so. */
  readonly since: Instant;
  /** Why it ended; null while it has not. */
  readonly why: HandoverEnd | null;
  /** When the taker was asked last. */
  readonly askedAt: Instant;
  /** The leaver has heard that nobody answers. */
  readonly told: boolean;
  /** The direct message to the taker; null until Slack shows it. */
  readonly request: MessageRef | null;
}

export type HandoverState = 'open' | 'accepted' | 'declined' | 'ended';
/** `renewed`: written anew for the same person; `replaced`: for another. `taker_left`: no message reaches them. */
export type HandoverEnd = 'taken_over' | 'vacated' | 'holds_it' | 'over' | 'taker_left' | 'replaced' | 'renewed';

export type HandoverCommand =
  | { readonly type: 'hand_over'; readonly role: RoleName; readonly to: UserId; readonly text: string }
  | { readonly type: 'accept_handover'; readonly id: number }
  | { readonly type: 'decline_handover'; readonly id: number }
  | { readonly type: 'ask_handover_again'; readonly id: number }
  | { readonly type: 'remind_handovers' }
  | { readonly type: 'handover_unreachable'; readonly id: number };

export type HandoverEvent =
  /** `whole`: what was written, uncut. */
  | { readonly type: 'handover_offered'; readonly handover: Handover; readonly whole: string }
  | { readonly type: 'handover_accepted'; readonly id: number }
  | { readonly type: 'handover_declined'; readonly id: number }
  | { readonly type: 'handover_unanswered'; readonly id: number }
  | { readonly type: 'handover_asked_again'; readonly id: number }
  | { readonly type: 'handover_ended'; readonly id: number; readonly why: HandoverEnd };

/** A form of Slack takes 3,000 characters, and so does what shows it. */
export const handoverLengthMax = 2800;
/** Settled ones leave the state when so many newer ones are settled too; the record keeps all. */
const settledKept = 4;

/** Those that wait for their taker, oldest first. */
export function openHandovers(incident: Incident): readonly Handover[] {
  return (incident.handovers ?? []).filter(({ state }) => state === 'open');
}

export function findHandover(incident: Incident, id: number): Handover | undefined {
  return incident.handovers?.find((handover) => handover.id === id);
}

/** What somebody has offered of their role and nobody has accepted yet; each has one offer for a role at a time. */
export function offerOf(incident: Incident, role: RoleName, from: UserId): Handover | undefined {
  return openHandovers(incident).find((handover) => handover.role === role && handover.from === from);
}

/** When to look at the offers again; null: not now. */
export function remindHandoversAt(incident: Incident): Instant | null {
  const ms = incident.policy.handoverAnswerMs ?? null;
  if (ms === null || !isOpen(incident)) return null;
  const times = openHandovers(incident).flatMap(({ told, askedAt }) => (told ? [] : [askedAt + ms]));
  return times.length === 0 ? null : Math.min(...times);
}

/** Why an open offer cannot stand any more, as the incident is now; null: it stands. */
export function whyEnded(incident: Incident, { role, from, to }: Handover): HandoverEnd | null {
  if (!isOpen(incident)) return 'over';
  const held = holdersOf(incident, role);
  if (held.some((holding) => holding.user === to && !holding.forNow)) return 'holds_it';
  if (held.some((holding) => holding.user === from)) return null;
  return held.some((holding) => !holding.forNow) ? 'taken_over' : 'vacated';
}

/** Without the oldest settled ones. */
export function withoutOldestHandovers(handovers: readonly Handover[]): readonly Handover[] {
  const settled = handovers.filter(({ state }) => state !== 'open');
  const gone = new Set(settled.slice(0, Math.max(0, settled.length - settledKept)).map(({ id }) => id));
  return gone.size === 0 ? handovers : handovers.filter(({ id }) => !gone.has(id));
}
