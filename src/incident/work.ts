// Running the room: asks, changes, decisions and who follows, as one family of commands and events.
import { answerAsk } from './answer-ask.ts';
import { askConsequences } from './ask-consequences.ts';
import type { AskCommand, AskEvent } from './asks.ts';
import { changeConsequences } from './change-consequences.ts';
import type { ChangeCommand, ChangeEvent } from './changes.ts';
import type { Rule } from './decision.ts';
import { decisionConsequences } from './decision-consequences.ts';
import type { DecisionCommand, DecisionEvent } from './decisions.ts';
import { endFollow } from './end-follow.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { evolveAsks } from './evolve-asks.ts';
import { evolveCall } from './evolve-call.ts';
import { evolveChanges } from './evolve-changes.ts';
import { evolveFollowers } from './evolve-followers.ts';
import { follow } from './follow.ts';
import { followConsequences } from './follow-consequences.ts';
import type { FollowCommand, FollowEvent } from './followers.ts';
import { greetGuest, seeGuestOff } from './greet-guest.ts';
import type { Incident } from './incident.ts';
import { logChange, settleChange } from './log-change.ts';
import { lookForSilence, quietCall, silenceFound } from './look-for-silence.ts';
import { makeAsk } from './make-ask.ts';
import { offerChange, settleOffer } from './offer-change.ts';
import { recordDecision } from './record-decision.ts';
import { remindAsks } from './remind-asks.ts';

export type WorkCommand = AskCommand | ChangeCommand | DecisionCommand | FollowCommand;
export type WorkEvent = AskEvent | ChangeEvent | DecisionEvent | FollowEvent;

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
  follow,
  end_follow: endFollow,
  greet_guest: greetGuest,
  see_guest_off: seeGuestOff,
};

type Happened<Event extends WorkEvent> = Extract<IncidentEvent, { type: Event['type'] }>;

const families: { readonly [Type in WorkEvent['type']]: 'ask' | 'change' | 'decision' | 'follow' } = {
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

export function evolveWork(incident: Incident, event: Happened<WorkEvent>): Incident {
  if (isAskEvent(event)) return evolveAsks(incident, event);
  if (isFollowEvent(event)) return evolveFollowers(incident, event);
  return isChangeEvent(event) ? evolveChanges(incident, event) : evolveCall(incident, event);
}

export function workConsequences(incident: Incident, event: Happened<WorkEvent>): readonly Errand[] {
  if (isAskEvent(event)) return askConsequences(incident, event);
  if (isFollowEvent(event)) return followConsequences(event);
  return isChangeEvent(event) ? changeConsequences(incident, event) : decisionConsequences(event);
}

export function isAskEvent(event: Happened<WorkEvent>): event is Happened<AskEvent> {
  return families[event.type] === 'ask';
}

export function isChangeEvent(event: Happened<WorkEvent>): event is Happened<ChangeEvent> {
  return families[event.type] === 'change';
}

export function isFollowEvent(event: Happened<WorkEvent>): event is Happened<FollowEvent> {
  return families[event.type] === 'follow';
}
