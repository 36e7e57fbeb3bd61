import type { Incident } from '../incident/incident.ts';
import { canSee } from './can-see.ts';
import { bareNumber, type CommandLine, readCommandLine } from './command-line.ts';
import type { Asked, TypedWord } from './listeners/listener.ts';

interface About {
  readonly line: CommandLine;
  /** `unknown`: there is none of the number in the line that this person may see. */
  readonly incident: Incident | null | 'unknown';
}

/** What was typed, and the incident that it is about: the one that is named, else the one of the room. */
export async function whichIncident(asked: Asked, typed: string, word: TypedWord): Promise<About> {
  const line = await readLine(asked, typed, word);
  // A guest reports; what is known of incidents is for members.
  if (asked.person.kind !== 'member') return { line, incident: null };
  if (line.number !== null) return { line, incident: await numbered(asked, line.number) };
  const here = await ofRoom(asked);
  const number = here === null && word.needs === 'incident' && word.takes === undefined ? bareNumber(line.rest) : null;
  if (number === null) return { line, incident: here };
  return { line: { ...line, number }, incident: await numbered(asked, number) };
}

async function numbered({ slack, user, channel }: Asked, number: number): Promise<About['incident']> {
  const incident = await slack.engine.incident({ workspace: slack.identity.teamId, number });
  return incident !== null && (await canSee(slack, user, incident, channel)) ? incident : 'unknown';
}

/**
 * Another incident's name that begins a text is a part of it, in a war room and where something new is opened. Alone it
 * is no text.
 */
async function readLine(asked: Asked, typed: string, { takes, needs }: TypedWord): Promise<CommandLine> {
  const line = readCommandLine(typed);
  if (takes !== 'text' || line.number === null || line.rest === '') return line;
  const here = needs === 'incident' ? await ofRoom(asked) : null;
  const isName = needs === 'incident' && (here === null || here.number === line.number);
  return isName ? line : readCommandLine(typed, 'before');
}

/** The incident whose war room it is. */
export async function ofRoom({ slack, channel }: Asked): Promise<Incident | null> {
  return channel === null ? null : slack.engine.incidentIn(slack.identity.teamId, channel);
}
