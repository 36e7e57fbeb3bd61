import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { type Message, message, section } from '../blocks.ts';

/** By direct message, to who was thanked for standing by although it was not over. */
export function awaitedAgain(incident: Incident): Message {
  const raw = `${nameOf(incident)}, ${escapeText(incident.title)}, is not over: that was a mistake. Please stand by as before.`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}
