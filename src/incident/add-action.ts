import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Action } from './incident.ts';
import { meant } from './meant.ts';

/** Something to be done after the incident, so that it does not happen again. The same words twice are one. */
export const addAction: Rule<'add_action'> = (incident, command, now) => {
  const text = command.text.trim();
  if (text === '') return refuse({ reason: 'empty', what: 'text' });
  const there = incident.actions.find((action) => action.text.toLowerCase() === text.toLowerCase());
  if (there !== undefined) return refuse({ reason: 'action_there', id: there.id });
  const { by, owner, dueOn, source } = command;
  return happened({
    type: 'action_added',
    action: { id: incident.actions.length + 1, text, owner, dueOn, by, at: now, source },
  });
};

/** What the form for an action item shows, and changes. */
export function changeable({ text, owner, dueOn }: Pick<Action, 'text' | 'owner' | 'dueOn'>) {
  return { text, owner: owner ?? '', dueOn: dueOn ?? '' };
}

/** Owner, date or words of an action item change. */
export const changeAction: Rule<'change_action'> = (incident, command) => {
  const known = incident.actions.find((action) => action.id === command.id);
  if (known === undefined) return refuse({ reason: 'unknown_action', id: command.id });
  const { fields, overtaken, seen } = meant(changeable(command), changeable(known), command.seen);
  if (overtaken.length > 0) return refuse({ reason: 'form_overtaken', fields: overtaken, seen });
  const text = fields.text.trim();
  if (text === '') return refuse({ reason: 'empty', what: 'text' });
  const [owner, dueOn] = [fields.owner || null, fields.dueOn || null];
  if (text === known.text && owner === known.owner && dueOn === known.dueOn)
    return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'action_changed', action: { ...known, text, owner, dueOn } });
};
