import type { Declare } from '../../incident/commands.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText, shorten } from '../../record/slack-text.ts';
import { severityWord } from './headline.ts';

/**
 * To who declares the same once more within the minute: it is one incident, and this is what it has not taken of the
 * newer words, with how to change it. Null: it has all of them.
 */
export function declaredAgain(incident: Incident, { severity, summary, services, ...asked }: Declare): string | null {
  const name = nameOf(incident);
  const differs = [
    severity !== null && severity !== incident.severity
      ? `It is ${severityWord(incident.severity)}: \`/incident severity ${name} ${severity}\` changes it.`
      : '',
    incident.private && !asked.private ? 'It is private.' : '',
    incident.summary.includes(summary.trim())
      ? ''
      : `The summary was not taken: \`/incident summary ${name} TEXT\` sets it. It was: ${escapeText(shorten(summary.trim(), 500))}`,
    services.some((service) => !incident.services.includes(service)) ? 'The services were not taken.' : '',
    asked.startedAt !== null && asked.startedAt !== incident.times.started
      ? `The start was not taken: \`/incident time ${name} started HH:MM REASON\` corrects it.`
      : '',
    asked.adopts !== undefined && asked.adopts.channel !== incident.room.channel
      ? 'This channel is not made its war room.'
      : '',
  ].filter((words) => words !== '');
  return differs.length === 0 ? null : [`You declared this as ${name} a moment ago.`, ...differs].join('\n');
}
