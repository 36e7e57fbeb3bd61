import type { Instant } from '../incident/incident.ts';
import type { CardFacts, CardHolder, Reachable, Told } from './card-facts.ts';
import { clockOn, dayOf, inZone, knownZone } from './in-zone.ts';

export interface CardMail {
  readonly subject: string;
  /** Without when it was made: the same facts give the same words. */
  readonly facts: string;
  readonly text: string;
}

/**
 * The card as a mail, made to be read on a locked phone: what and who first. `link`: of the page that has the newest, if
 * there is one. A private incident is told by its number, its roles and the way to more: a mail goes through many hands.
 */
export function cardText(card: CardFacts, link: string | null, statusPage: string | null, madeAt: Instant): CardMail {
  const at = (instant: Instant) => clockOn(card, instant, madeAt);
  const open = !card.private;
  const lost = card.lostAt === null ? [] : [`Slack has not answered since ${at(card.lostAt)}. Call each other.`, ''];
  const lines = [
    ...lost,
    open ? `${card.name} · ${card.severity}` : card.name,
    ...(open ? [card.title] : []),
    `${phaseWord(card)}${card.phaseSince === null ? '' : ` since ${at(card.phaseSince)}`}; started ${at(card.startedAt)}`,
    ...(open && card.summary !== '' ? ['', card.summary] : []),
    '',
    ...card.roles.map(
      ({ role, holders }) =>
        `${title(role)}: ${holders.length === 0 ? 'unclaimed' : holders.map(holderLine).join('; ')}`,
    ),
    ...(card.callLink === null ? [] : ['', `Call: ${card.callLink}`]),
    ...(statusPage === null ? [] : [`Status page: ${statusPage}`]),
    ...(link === null
      ? []
      : [`Newest, with phone numbers: ${link}`, 'Keep that link to yourself: whoever has it can read the page.']),
    ...(open ? known(card, at) : []),
  ];
  const facts = lines.join('\n');
  const news = card.lostAt === null ? '' : 'Slack is away: ';
  const zone = knownZone(card.zone);
  return {
    subject: open
      ? `${news}${card.name} ${card.severity.split(' ')[0]}, ${phaseWord(card).toLowerCase()}: ${card.title}`
      : `${news}${card.name}`,
    facts,
    text: `${facts}\n\nMade ${dayOf(madeAt, zone)}, ${inZone(madeAt, zone).time} (${zone}). You get this because you hold a role in ${card.name}; the next comes when something changes.\n`,
  };
}

function known(card: CardFacts, at: (instant: Instant) => string): readonly string[] {
  const told = ({ at: when, by, text }: Told) => `- ${at(when)} ${by}: ${text}`;
  const more = (count: number) => (count === 0 ? [] : [`- and ${count} more`]);
  const part = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', heading, ...lines]);
  return [
    ...part('Last update', card.lastUpdate === null ? [] : [told(card.lastUpdate)]),
    ...(card.nextUpdateAt === null
      ? []
      : [`Next update ${card.nextUpdateOverdue ? 'was due' : 'due'} ${at(card.nextUpdateAt)}`]),
    ...part('Key events', card.keyEvents.map(told)),
    ...part('Asked', [
      ...card.asks.map(
        (ask) => `- ${ask.who.name}: ${ask.text}${ask.dueAt === null ? '' : `, by ${at(ask.dueAt)}`} (${askWord(ask)})`,
      ),
      ...more(card.asksMore),
    ]),
    ...part('Changes in place', [...card.changes.map(told), ...more(card.changesMore)]),
  ];
}

/** How somebody who was asked stands to it. */
export function askWord({ state, overdue }: CardFacts['asks'][number]): string {
  const said = state === 'taken' ? 'on it' : 'no answer';
  return overdue ? `${said}, time passed` : said;
}

export function phaseWord({ phase }: Pick<CardFacts, 'phase'>): string {
  return title(phase);
}

/** `Lead`, as a label. */
export function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `lou for now, +44 20 7946 0001, London`. */
function holderLine(holder: CardHolder): string {
  return [`${holder.name}${holder.forNow ? ' for now' : ''}`, ...waysTo(holder)].join(', ');
}

function waysTo({ phone, email, place }: Reachable): readonly string[] {
  return [phone, email, place].filter((way) => way !== null);
}
