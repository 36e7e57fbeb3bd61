import { type Action, type Incident, nameOf } from '../../incident/incident.ts';
import { escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

/** The answer to `/incident action …`: noted; owner and date can follow with a press. */
export function actionAdded(incident: Incident, action: Action): Message {
  const raw = `Action item ${action.id} of ${nameOf(incident)}: ${escapeTyped(shorten(action.text, 500))}`;
  return message(`${nameOf(incident)}: noted. ${raw}`, [
    section(raw),
    ...actions([button('Owner and date', 'change_action', { n: incident.number, id: action.id })]),
  ]);
}
