import type { KnownBlock } from '@slack/types';
import { unansweredItems } from '../../incident/checks.ts';
import type { Incident } from '../../incident/incident.ts';
import type { ChecklistPhase } from '../../incident/policy.ts';
import { escapeText, escapeTyped, shorten } from '../../record/slack-text.ts';
import { section } from '../blocks.ts';

const shownItems = 10;
const itemLength = 200;

/** What a form about moving on says first: what nobody has answered, and what remains to be done. It blocks nothing. */
export function stillOpen(incident: Incident, phases: readonly ChecklistPhase[]): readonly KnownBlock[] {
  const items = unansweredItems(incident, phases).map((text) => escapeText(shorten(text, itemLength)));
  const actions = incident.actions.map(({ text, owner, dueOn }) => {
    const who = owner === null ? 'no owner yet' : `<@${owner}>`;
    return `${escapeTyped(shorten(text, itemLength))} (${who}, ${dueOn === null ? 'no date yet' : `due ${escapeText(dueOn)}`})`;
  });
  return [...list('Not answered', items), ...list('Action items', actions)];
}

function list(title: string, lines: readonly string[]): readonly KnownBlock[] {
  if (lines.length === 0) return [];
  const more = lines.length - shownItems;
  const shown = lines.slice(0, shownItems).map((line) => `• ${line}`);
  return [section([`*${title}*`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))];
}
