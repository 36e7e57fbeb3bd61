import { titleLengthMax } from '../../incident/declare.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { neverOpened } from '../../incident/opening.ts';
import { severities } from '../../incident/policy.ts';
import { describeProblem } from '../../record/describe-parts.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { severityWord } from './headline.ts';

/**
 * To who declared: where the room is. Without a severity it is one for now, and the others are a press away. `again`:
 * what is to be said of declaring it once more.
 */
export function roomLink(incident: Incident, again: string | null = null): Message {
  const raw = `${nameOf(incident)} ${where(incident)}`;
  const assumed = `It is ${severityWord(incident.severity)} for now.`;
  const choose = !incident.severityGiven;
  const said = again === null ? [] : [again];
  return message([`${nameOf(incident)}: it ${where(incident)}${choose ? ` ${assumed}` : ''}`, ...said].join(' '), [
    section([raw, ...(choose ? [assumed] : []), ...(isCut(incident) ? [cut] : []), ...said].join('\n')),
    ...(choose ? actions(severityButtons(incident)) : []),
  ]);
}

const cut = `A title has ${titleLengthMax} characters at most: the whole of yours stands in the summary.`;

function isCut({ title, summary }: Incident): boolean {
  return title.endsWith('…') && summary.startsWith(title.slice(0, -1)) && summary.length > titleLengthMax;
}

/** How it stands, as the end of a sentence. */
export function where(incident: Incident): string {
  if (incident.room.channel !== null) return `is open: <#${incident.room.channel}>`;
  const problem = neverOpened(incident);
  if (problem === undefined) return 'is being opened…';
  return `is on the record, but it has no room yet. ${describeProblem(problem)} Commands that name ${nameOf(incident)} work; once Slack allows it, \`/incident reopen ${nameOf(incident)} REASON\` tries again.`;
}

function severityButtons(incident: Incident) {
  return severities.map((severity) =>
    button(severityWord(severity), 'set_severity', { n: incident.number, severity }, { suffix: severity }),
  );
}
