import { type Ask, openAsks } from '../../incident/asks.ts';
import { isAtWork } from '../../incident/at-work.ts';
import type { Incident } from '../../incident/incident.ts';
import { askWhat } from './ask-words.ts';

const shown = 3;

/** The three nearest asks on one line of the briefing, raw; none, no line. */
export function asksOnBriefing(incident: Incident): readonly string[] {
  const open = isAtWork(incident) ? openAsks(incident) : [];
  if (open.length === 0) return [];
  const nearest = open.slice(0, shown).map((ask) => `<@${ask.who}> ${askWhat(incident, ask, 80)} (${word(ask)})`);
  const more = open.length - shown;
  return [`*Asked*  ${nearest.join(' · ')}${more > 0 ? ` and ${more} more` : ''}`];
}

function word(ask: Ask): string {
  const said = ask.state === 'taken' ? 'on it' : 'no answer';
  return ask.overdue ? `${said}, time passed` : said;
}
