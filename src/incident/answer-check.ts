import { findItem } from './checks.ts';
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Somebody answers an item of the checklist; who and when is kept, a note stays with it. */
export const answerCheck: Rule<'answer_check'> = (incident, { item, answer, by }) => {
  if (findItem(incident, item) === null) return refuse({ reason: 'unknown_item', item });
  const known = incident.checks[item];
  if (known?.answer === answer && known.by === by) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'check_answered', item, answer, note: known?.note ?? '' });
};

/** Somebody adds a note to an item, answered or not. */
export const noteCheck: Rule<'note_check'> = (incident, command) => {
  const note = command.note.trim();
  if (findItem(incident, command.item) === null) return refuse({ reason: 'unknown_item', item: command.item });
  const known = incident.checks[command.item];
  if (note === (known?.note ?? '')) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'check_answered', item: command.item, answer: known?.answer ?? null, note });
};
