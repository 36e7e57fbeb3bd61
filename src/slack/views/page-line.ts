import type { Incident } from '../../incident/incident.ts';
import { nameOf } from '../../incident/incident.ts';
import { nextStep, type Page, type PageStep } from '../../incident/pages.ts';
import { pagerTitle, passedWords, whomOf } from '../../record/describe-page.ts';
import { escapeTyped, shorten } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';

/** The one line of a page in the room, kept current by editing: who was asked when, and who is coming. No numbers. */
export function pageLine(incident: Incident, page: Page): Message {
  const raw = `${standing(page)}${page.text === '' ? '' : ` ${escapeTyped(shorten(page.text, 500))}`}`;
  const asked = page.steps.flatMap((step, place) => askedWords(incident, page, step, place));
  const lines = [...asked, ...pagerWords(page)].join(' · ');
  const { number: n } = incident;
  const goesOn = page.state === 'asking' && nextStep(page) !== null;
  return message(`${nameOf(incident)}: ${raw}${lines === '' ? '' : ` ${lines}.`}`, [
    section(raw),
    ...(lines === '' ? [] : [context(lines)]),
    ...(goesOn ? actions([button('Page next', 'page_next', { n, page: page.id })]) : []),
  ]);
}

function standing(page: Page): string {
  const whom = whomOf(page);
  const coming = page.steps.filter((step) => step.answer === 'coming').map(({ user }) => `<@${user}>`);
  switch (page.state) {
    case 'asking':
      return page.by === 'muster' ? `Paging ${whom}.` : `Paging ${whom}, asked by <@${page.by}>.`;
    case 'answered':
      return `${coming.join(', ')} ${coming.length > 1 ? 'are' : 'is'} coming${page.whom === '' ? '' : ` (${whom})`}.`;
    case 'unanswered':
      return `Nobody is coming for ${whom}.`;
    case 'over':
      return `Nobody has to come for ${whom} any more.`;
  }
}

function askedWords(incident: Incident, page: Page, step: PageStep, place: number): readonly string[] {
  const who = `<@${step.user}>`;
  if (step.passed !== null) return [`${who} passed by: ${passedWords[step.passed]}`];
  if (step.askedAt === null) return [];
  const when = moment(incident, step.answeredAt ?? step.askedAt);
  switch (step.answer) {
    case 'coming':
      return [`${who} answered ${when}`];
    case 'cant':
      return [`${who} can't`];
    case 'standby':
      return [`${who} stands by`];
    case null:
      break;
  }
  const now = page.state === 'asking' && place === page.turn;
  return [now ? `${who} asked ${when}` : `${who} no answer (asked ${when})`];
}

function pagerWords({ pager }: Page): readonly string[] {
  if (pager === null) return [];
  const name = pagerTitle(pager.name);
  switch (pager.state) {
    case 'asked':
      return [`${name} is being asked`];
    case 'taken':
      return [`${name} rings too`];
    case 'failed':
      return [`${name} does not answer: our own call tree takes over`];
  }
}
