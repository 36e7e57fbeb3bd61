import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';

/** By direct message at resolve, once to each who took part, while memory is fresh. */
export function memoryRequest(incident: Incident): Message {
  const over = `${escapeText(incident.title)} is resolved. You took part.`;
  const ask = 'What did you do that is not written, what surprised you, what must we not forget? It takes a minute.';
  return message(`${nameOf(incident)}: ${over} ${ask}`, [
    section(`*${nameOf(incident)}*  ${over}\n${ask}`),
    ...actions([button('Answer (1 min)', 'give_memory', { n: incident.number }, { style: 'primary' })]),
    context('Answers go into the post-mortem without your name.'),
  ]);
}
