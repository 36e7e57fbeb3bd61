import type { CardEvent } from '../incident/card.ts';
import type { ChangeEvent } from '../incident/changes.ts';
import { findChange } from '../incident/changes.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { isOf, type WorkEvent } from '../incident/work.ts';
import { describeAsk } from './describe-ask.ts';
import { describeCrew } from './describe-crew.ts';
import { describeDecision } from './describe-decision.ts';
import { describeFollow } from './describe-follow.ts';
import { describeHandover } from './describe-handover.ts';
import { describeUndo } from './describe-undo.ts';
import { actor, clock, said } from './phrases.ts';
import { escapeTyped } from './slack-text.ts';

/** What was asked, changed and decided, a sentence each; null: bookkeeping. */
export function describeWork(
  incident: Incident,
  event: Extract<IncidentEvent, { type: WorkEvent['type'] }>,
): string | null {
  if (isOf('ask', event)) return describeAsk(incident, event);
  if (isOf('change', event)) return describeChange(incident, event);
  if (isOf('crew', event)) return describeCrew(incident, event);
  if (isOf('handover', event)) return describeHandover(incident, event);
  if (isOf('undo', event)) return describeUndo(event);
  if (isOf('follow', event)) return describeFollow(event);
  if (isOf('card', event)) return describeOutage(event);
  return describeDecision(event);
}

/** `Slack has not answered since 10:05.` */
function describeOutage(event: Extract<IncidentEvent, { type: CardEvent['type'] }>): string | null {
  switch (event.type) {
    case 'slack_lost':
      return `Slack has not answered since ${clock(event.since)}.`;
    case 'slack_found':
      return `Slack answers again; it had not since ${clock(event.since)}.`;
    case 'card_mailed':
      return null;
  }
}

/** `Changed by @ben: rolled back to 4.11.` */
function describeChange(
  incident: Incident,
  event: Extract<IncidentEvent, { type: ChangeEvent['type'] }>,
): string | null {
  switch (event.type) {
    case 'change_logged': {
      const { who, by } = event.change;
      return `Changed by ${actor(who)}${who === by ? '' : ` (noted by ${actor(by)})`}: ${said(event.whole)}`;
    }
    case 'change_settled': {
      const text = said(findChange(incident, event.id)?.text ?? '');
      const by = actor(event.by);
      if (event.state === 'undone') return `Undone by ${by}: ${text}`;
      return event.state === 'kept' ? `To be kept, says ${by}: ${text}` : `Still in place, says ${by}: ${text}`;
    }
    case 'change_offered':
    case 'offer_settled':
      return null;
  }
}

const shown = 3;

/** ` Still in place: a, b and 2 more.`, for the line of a phase; empty when all is as it was. */
export function stillInPlace(texts: readonly string[] = []): string {
  if (texts.length === 0) return '';
  const some = texts.slice(0, shown).map(escapeTyped);
  const more = texts.length - some.length;
  return ` Still in place: ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
