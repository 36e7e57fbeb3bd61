// Running the room: asks, changes, decisions, who is asked into roles, handing over, undoing, who follows, and the card.
import { acceptHandover, declineHandover } from './accept-handover.ts';
import { answerAsk } from './answer-ask.ts';
import { answerRole, askRoleAgain } from './answer-role.ts';
import { askConsequences } from './ask-consequences.ts';
import type { AskCommand, AskEvent } from './asks.ts';
import { type CardCommand, type CardEvent, cardMailed, evolveCard, slackFound, slackLost } from './card.ts';
import { changeConsequences } from './change-consequences.ts';
import type { ChangeCommand, ChangeEvent } from './changes.ts';
import type { CrewCommand, CrewEvent } from './crew.ts';
import { crewConsequences } from './crew-consequences.ts';
import type { Rule } from './decision.ts';
import { decisionConsequences } from './decision-consequences.ts';
import type { DecisionCommand, DecisionEvent } from './decisions.ts';
import { endFollow } from './end-follow.ts';
import type { Errand } from './errands.ts';
import { escalateUnheld } from './escalate-unheld.ts';
import type { IncidentEvent } from './events.ts';
import { evolveAsks } from './evolve-asks.ts';
import { evolveCall } from './evolve-call.ts';
import { evolveChanges } from './evolve-changes.ts';
import { evolveCrew } from './evolve-crew.ts';
import { evolveFollowers } from './evolve-followers.ts';
import { evolveHandovers } from './evolve-handovers.ts';
import { follow } from './follow.ts';
import { followConsequences } from './follow-consequences.ts';
import type { FollowCommand, FollowEvent } from './followers.ts';
import { greetGuest, seeGuestOff } from './greet-guest.ts';
import { handOver } from './hand-over.ts';
import { handoverConsequences } from './handover-consequences.ts';
import type { HandoverCommand, HandoverEvent } from './handovers.ts';
import type { Incident } from './incident.ts';
import { logChange, settleChange } from './log-change.ts';
import { lookForSilence, quietCall, silenceFound } from './look-for-silence.ts';
import { makeAsk } from './make-ask.ts';
import { offerChange, settleOffer } from './offer-change.ts';
import { offerHandOver } from './offer-hand-over.ts';
import { recordDecision } from './record-decision.ts';
import { remindAsks } from './remind-asks.ts';
import { askHandoverAgain, handoverUnreachable, remindHandovers } from './remind-handovers.ts';
import { holdersFound, imHere, lookForSilent } from './silent-holders.ts';
import { evolveUndone, type UndoCommand, type UndoEvent, undo } from './undo.ts';
import { undoConsequences } from './undo-consequences.ts';

export type WorkCommand =
  | AskCommand
  | ChangeCommand
  | DecisionCommand
  | CrewCommand
  | HandoverCommand
  | UndoCommand
  | FollowCommand
  | CardCommand;

/** The families of these events. */
interface Families {
  readonly ask: AskEvent;
  readonly change: ChangeEvent;
  readonly decision: DecisionEvent;
  readonly crew: CrewEvent;
  readonly handover: HandoverEvent;
  readonly undo: UndoEvent;
  readonly follow: FollowEvent;
  readonly card: CardEvent;
}

export type WorkEvent = Families[keyof Families];

export const workRules: { readonly [Type in WorkCommand['type']]: Rule<Type> } = {
  make_ask: makeAsk,
  answer_ask: answerAsk,
  remind_asks: remindAsks,
  log_change: logChange,
  settle_change: settleChange,
  offer_change: offerChange,
  settle_offer: settleOffer,
  record_decision: recordDecision,
  look_for_silence: lookForSilence,
  silence_found: silenceFound,
  quiet_call: quietCall,
  answer_role: answerRole,
  ask_role_again: askRoleAgain,
  look_for_silent: lookForSilent,
  holders_found: holdersFound,
  im_here: imHere,
  offer_hand_over: offerHandOver,
  escalate_unheld: escalateUnheld,
  slack_lost: slackLost,
  slack_found: slackFound,
  card_mailed: cardMailed,
  hand_over: handOver,
  accept_handover: acceptHandover,
  decline_handover: declineHandover,
  ask_handover_again: askHandoverAgain,
  remind_handovers: remindHandovers,
  handover_unreachable: handoverUnreachable,
  undo,
  follow,
  end_follow: endFollow,
  greet_guest: greetGuest,
  see_guest_off: seeGuestOff,
};

type Happened<Event extends WorkEvent> = Extract<IncidentEvent, { type: Event['type'] }>;

const families: { readonly [Type in WorkEvent['type']]: keyof Families } = {
  ask_made: 'ask',
  ask_answered: 'ask',
  ask_reminded: 'ask',
  ask_overdue: 'ask',
  change_logged: 'change',
  change_settled: 'change',
  change_offered: 'change',
  offer_settled: 'change',
  decided: 'decision',
  silence_looked_for: 'decision',
  room_heard: 'decision',
  call_asked: 'decision',
  call_quieted: 'decision',
  role_asked: 'crew',
  role_asked_again: 'crew',
  role_declined: 'crew',
  role_ask_ended: 'crew',
  holders_looked_for: 'crew',
  holders_heard: 'crew',
  holder_silent: 'crew',
  holder_here: 'crew',
  hand_over_offered: 'crew',
  unheld_escalated: 'crew',
  slack_lost: 'card',
  slack_found: 'card',
  card_mailed: 'card',
  handover_offered: 'handover',
  handover_accepted: 'handover',
  handover_declined: 'handover',
  handover_unanswered: 'handover',
  handover_asked_again: 'handover',
  handover_ended: 'handover',
  undone: 'undo',
  followed: 'follow',
  follow_ended: 'follow',
  guest_came: 'follow',
  guest_left: 'follow',
};

export function isWork<Event extends { readonly type: IncidentEvent['type'] }>(
  event: Event,
): event is Extract<Event, { readonly type: WorkEvent['type'] }> {
  return Object.hasOwn(families, event.type);
}

export function isOf<Family extends keyof Families>(
  family: Family,
  event: Happened<WorkEvent>,
): event is Happened<Families[Family]> {
  return families[event.type] === family;
}

export function evolveWork(incident: Incident, event: Happened<WorkEvent>): Incident {
  if (isOf('ask', event)) return evolveAsks(incident, event);
  if (isOf('change', event)) return evolveChanges(incident, event);
  if (isOf('crew', event)) return evolveCrew(incident, event);
  if (isOf('handover', event)) return evolveHandovers(incident, event);
  if (isOf('undo', event)) return evolveUndone(incident, event);
  if (isOf('follow', event)) return evolveFollowers(incident, event);
  if (isOf('card', event)) return evolveCard(incident, event);
  return evolveCall(incident, event);
}

export function workConsequences(incident: Incident, event: Happened<WorkEvent>): readonly Errand[] {
  if (isOf('ask', event)) return askConsequences(incident, event);
  if (isOf('change', event)) return changeConsequences(incident, event);
  if (isOf('crew', event)) return crewConsequences(incident, event);
  if (isOf('handover', event)) return handoverConsequences(incident, event);
  if (isOf('undo', event)) return undoConsequences(incident, event);
  if (isOf('follow', event)) return followConsequences(event);
  // Its mails: see `cardErrands`.
  if (isOf('card', event)) return [];
  return decisionConsequences(event);
}
