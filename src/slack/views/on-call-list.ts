import type { Instant } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { context, type Message, message, section } from '../blocks.ts';
import { dayAndTime } from './moment.ts';

export interface TeamOnCall {
  readonly team: string;
  /** Raw: a mention, or a name. null: nobody. */
  readonly who: string | null;
  readonly until: Instant | null;
  readonly next: string | null;
  /** Raw: where they are, stand-ins, hours. */
  readonly notes: readonly string[];
  /** Raw, in the order of asking. */
  readonly tree: readonly string[];
}

/** `/incident oncall`: who would be asked first, and who after them. No phone numbers: those go to who leads. */
export function onCallList(teams: readonly TeamOnCall[], stakeholders: readonly string[]): Message {
  if (teams.length === 0) {
    const raw = 'No team has a rota or a call tree. `teams` in muster.yml says who is on call.';
    return message(raw, [section(raw)]);
  }
  const lines = teams.map(({ team, who, until, next, notes, tree }) => {
    const end =
      until === null ? '' : ` until ${dayAndTime(until)}${next === null || next === who ? '' : `, then ${next}`}`;
    const first = who === null ? 'nobody is on call' : `${who}${end}`;
    const more = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    return `*${escapeText(team)}*  ${first}${more}${tree.length < 2 ? '' : `\nCall tree: ${tree.join(', ')}`}`;
  });
  return message(`On call. ${lines.join('. ')}`, [
    section('*On call*'),
    ...lines.slice(0, 40).map((raw) => section(raw)),
    ...(stakeholders.length === 0 ? [] : [section(`*Stakeholders*\n${stakeholders.join('\n')}`)]),
    context('`/incident page TEAM` asks them to come. Phone numbers go to who leads, when somebody does not answer.'),
  ]);
}
