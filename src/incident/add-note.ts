import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** `/incident note 10:12 rolled back`: a key event at its own time. */
export const addNote: Rule<'add_note'> = (_incident, { text, happenedAt }, now) => {
  if (text.trim() === '') return refuse({ reason: 'empty', what: 'text' });
  if (happenedAt > now) return refuse({ reason: 'time_ahead', time: 'note' });
  return happened({ type: 'note_added', text: text.trim(), happenedAt });
};
