// Running the room: asks, changes and decisions, as one family of commands and events.
import { acceptHandover, declineHandover } from './accept-handover.ts';
import { answerAsk } from './answer-ask.ts';
import { askConsequences } from './ask-consequences.ts';
import type { AskCommand, AskEvent } from './asks.ts';
import { changeConsequences } from './change-consequences.ts';
import type { ChangeCommand, ChangeEvent } from './changes.ts';
import type { Rule } from './decision.ts';
import { decisionConsequences } from './decision-consequences.ts';
import type { DecisionCommand, DecisionEvent } from './decisions.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { evolveAsks } from './evolve-asks.ts';
import { evolveCall } from './evolve-call.ts';
import { evolveChanges } from './evolve-changes.ts';
import { evolveHandovers } from './evolve-handovers.ts';
import { handOver } from './hand-over.ts';
import { handoverConsequences } from './handover-consequences.ts';
import type { HandoverCommand, HandoverEvent } from './handovers.ts';
import type { Incident } from './incident.ts';
import { logChange, settleChange } from './log-change.ts';
import { lookForSilence, quietCall, silenceFound } from './look-for-silence.ts';
import { makeAsk } from './make-ask.ts';
import { offerChange, settleOffer } from './offer-change.ts';
import { recordDecision } from './record-decision.ts';
import { remindAsks } from './remind-asks.ts';
import { askHandoverAgain, handoverUnreachable, remindHandovers } from './remind-handovers.ts';
import { evolveUndone, type UndoCommand, type UndoEvent, undo } from './undo.ts';
import { undoConsequences } from './undo-consequences.ts';

export type WorkCommand = AskCommand | ChangeCommand | DecisionCommand | HandoverCommand | UndoCommand;
export type WorkEvent = AskEvent | ChangeEvent | DecisionEvent | HandoverEvent | UndoEvent;

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
  hand_over: handOver,
  accept_handover: acceptHandover,
  decline_handover: declineHandover,
  ask_handover_again: askHandoverAgain,
  remind_handovers: remindHandovers,
  handover_unreachable: handoverUnreachable,
  undo,
};

type Happened<Event extends WorkEvent> = Extract<IncidentEvent, { type: Event['type'] }>;

const families: { readonly [Type in WorkEvent['type']]: 'ask' | 'change' | 'decision' | 'handover' | 'undo' } = {
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
  handover_offered: 'handover',
  handover_accepted: 'handover',
  handover_declined: 'handover',
  handover_unanswered: 'handover',
  handover_asked_again: 'handover',
  handover_ended: 'handover',
  undone: 'undo',
};

export function isWork<Event extends { readonly type: IncidentEvent['type'] }>(
  event: Event,
): event is Extract<Event, { readonly type: WorkEvent['type'] }> {
  return Object.hasOwn(families, event.type);
}

export function evolveWork(incident: Incident, event: Happened<WorkEvent>): Incident {
  if (event.type === 'undone') return evolveUndone(incident, event);
  if (isAskEvent(event)) return evolveAsks(incident, event);
  if (isHandoverEvent(event)) return evolveHandovers(incident, event);
  return isChangeEvent(event) ? evolveChanges(incident, event) : evolveCall(incident, event);
}

export function workConsequences(incident: Incident, event: Happened<WorkEvent>): readonly Errand[] {
  if (event.type === 'undone') return undoConsequences(incident, event);
  if (isAskEvent(event)) return askConsequences(incident, event);
  if (isHandoverEvent(event)) return handoverConsequences(incident, event);
  return isChangeEvent(event) ? changeConsequences(incident, event) : decisionConsequences(event);
}

export function isAskEvent(event: Happened<WorkEvent>): event is Happened<AskEvent> {
  return families[event.type] === 'ask';
}

export function isHandoverEvent(event: Happened<WorkEvent>): event is Happened<HandoverEvent> {
  return families[event.type] === 'handover';
}

export function isChangeEvent(event: Happened<WorkEvent>): event is Happened<ChangeEvent> {
  return families[event.type] === 'change';
}
