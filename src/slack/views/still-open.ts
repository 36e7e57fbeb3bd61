import type { KnownBlock } from '@slack/types';
import { openAsks } from '../../incident/asks.ts';
import { changesInPlace, pendingOffers } from '../../incident/changes.ts';
import { unansweredItems } from '../../incident/checks.ts';
import type { Incident } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { section } from '../blocks.ts';
import { askWhat } from './ask-words.ts';
import { changeWhat } from './change-words.ts';

const shownItems = 10;
const itemLength = 200;

/** What a form about moving on says first: what nobody has answered, and what remains to be done. It blocks nothing. */
export function stillOpen(incident: Incident, phases: readonly ChecklistPhase[]): readonly KnownBlock[] {
  const items = unansweredItems(incident, phases).map((text) => escapeText(shorten(text, itemLength)));
  const actions = incident.actions.map(({ text, owner, dueOn }) => {
    const who = owner === null ? 'no owner yet' : `<@${owner}>`;
    return `${escapeTyped(shorten(text, itemLength))} (${who}, ${dueOn === null ? 'no date yet' : `due ${escapeText(dueOn)}`})`;
  });
  const asks = openAsks(incident).map((ask) => `<@${ask.who}>: ${askWhat(incident, ask, itemLength)}`);
  const changes = changesInPlace(incident).map(
    (change) => `${changeWhat(change, itemLength)}${change.state === 'kept' ? ' (to be kept)' : ''}`,
  );
  const offers = pendingOffers(incident).map((offer) => changeWhat(offer, itemLength));
  return [
    ...list('Still in place', changes),
    ...list('Reads like a change, not confirmed', offers),
    ...list('Not answered', items),
    ...list('Asked and open', asks),
    ...list('Action items', actions),
  ];
}

function list(title: string, lines: readonly string[]): readonly KnownBlock[] {
  if (lines.length === 0) return [];
  const more = lines.length - shownItems;
  const shown = lines.slice(0, shownItems).map((line) => `• ${line}`);
  return [section([`*${title}*`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))];
}
