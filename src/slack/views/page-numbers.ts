import { type Incident, nameOf } from '../../incident/incident.ts';
import { nextStep, type Page } from '../../incident/pages.ts';
import { whomOf } from '../../record/describe-page.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';

export interface Contact {
  readonly phone: string | null;
  readonly place: string | null;
}

/**
 * By direct message to who leads, never in the room: whom to ring. `turn` is who was asked when it was written;
 * `loud`: nobody in the tree has come.
 */
export function pageNumbers(
  incident: Incident,
  page: Page,
  turn: number,
  loud: boolean,
  contact: (user: string) => Contact,
): Message {
  const { number: n } = incident;
  const asked = page.steps.slice(0, loud ? page.steps.length : turn + 1);
  const lines = asked
    .filter((step, place) => loud || place === turn || step.answer === null)
    .map((step, place, all) => {
      const { phone, place: where } = contact(step.user);
      const said = step.answer === 'standby' ? 'stands by' : step.answer === 'cant' ? "can't" : 'no answer yet';
      const state = !loud && place === all.length - 1 ? 'asked now' : said;
      const number = phone === null ? 'no number known' : escapeText(phone);
      return `<@${step.user}> (${state}): ${number}${where === null ? '' : `, ${escapeText(where)}`}`;
    });
  const head = loud
    ? `Nobody is coming for ${whomOf(page)}. Please ring somebody now.`
    : `No answer to the page for ${whomOf(page)}. The next is asked; these are the numbers.`;
  const room = incident.room.channel === null ? '' : ` Room: <#${incident.room.channel}>`;
  return message(`${nameOf(incident)}: ${head} ${lines.join('. ')}`, [
    section(`*${nameOf(incident)}: ${head}*${room}`),
    ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
    ...(!loud && nextStep(page) !== null ? actions([button('Page next', 'page_next', { n, page: page.id })]) : []),
  ]);
}
