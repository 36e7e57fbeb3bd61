import type { Instant } from '../incident/incident.ts';
import type { CardAsk, CardFacts, CardHolder, Listed, PhoneBook, Reachable, Told } from '../record/card-facts.ts';
import { askWord, phaseWord, title } from '../record/card-text.ts';
import { clockOn, dayOf, inZone, knownZone } from '../record/in-zone.ts';
import { anchor, escapeHtml } from '../record/to-html.ts';
import { bridgeLook } from './bridge-look.ts';

export interface Bridge {
  /** Worst and oldest first; null: the database does not answer, so nobody knows. */
  readonly incidents: readonly CardFacts[] | null;
  readonly phones: PhoneBook;
  readonly callLink: string | null;
  readonly statusPage: string | null;
  /** IANA */
  readonly zone: string;
  readonly madeAt: Instant;
}

/**
 * The card for when Slack fails, as one page: all that is open, one below the other, then everybody's numbers. One page
 * and not one for each incident: it is printed in one go, and nobody has to find out which one is meant. No scripts,
 * nothing loaded; all that people wrote is escaped.
 */
export function bridgePage(bridge: Bridge): string {
  const { incidents, phones, madeAt } = bridge;
  const zone = knownZone(bridge.zone);
  const made = `${dayOf(madeAt, zone)}, ${inZone(madeAt, zone).time} (${zone})`;
  const lost = (incidents ?? []).flatMap(({ lostAt }) => (lostAt === null ? [] : [lostAt]));
  const several = incidents !== null && incidents.length > 1;
  const body = [
    '<header>',
    '<h1>When Slack fails</h1>',
    `<p class="quiet">Made ${escapeHtml(made)} from Muster’s own record. Load it again for the newest; print it while you can.</p>`,
    lost.length === 0
      ? ''
      : `<p class="lost">Slack has not answered since ${clockOn({ zone }, Math.min(...lost), madeAt)}.</p>`,
    ways(bridge),
    '</header>',
    several ? contents(incidents) : '',
    '<main>',
    incidents === null
      ? '<article><h2>What is open cannot be read: the database does not answer.</h2><p>The numbers below are those of the configuration.</p></article>'
      : incidents.length === 0
        ? '<article><h2>No incident is open.</h2></article>'
        : incidents.map((card) => article(card, bridge)).join(''),
    numbers(phones),
    '</main>',
  ].join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>When Slack fails</title>
<style>${bridgeLook}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function ways({ callLink, statusPage, phones }: Bridge): string {
  const links = [
    ...(callLink === null ? [] : [way('Join the call', callLink)]),
    ...(statusPage === null ? [] : [way('Status page', statusPage)]),
    ...(phones.groups.length === 0 ? [] : ['<a href="#phones">Phone numbers</a>']),
  ];
  return links.length === 0 ? '' : `<ul class="ways">${links.map((link) => `<li>${link}</li>`).join('')}</ul>`;
}

/** Its address stands beside it on paper. */
function way(label: string, url: string): string {
  return anchor(label, url).replace('<a ', '<a class="way" ');
}

function contents(incidents: readonly CardFacts[]): string {
  const lines = incidents.map(
    ({ name, severity, title: words }) =>
      `<li><a href="#${name}">${name}</a> ${escapeHtml(severity.split(' ')[0] ?? '')} ${said(words)}</li>`,
  );
  return `<nav aria-label="Open incidents"><h3>${incidents.length} open incidents</h3><ol>${lines.join('')}</ol></nav>`;
}

function article(card: CardFacts, { callLink, madeAt }: Bridge): string {
  const at = (instant: Instant) => when(card, instant, madeAt);
  const told = ({ at: time, by, text }: Told) => `${at(time)} <bdi>${escapeHtml(by)}</bdi>: ${said(text)}`;
  const more = (count: number) => (count === 0 ? [] : [`and ${count} more`]);
  const since = card.phaseSince === null ? '' : ` since ${at(card.phaseSince)}`;
  const update = card.lastUpdate === null ? 'none yet' : told(card.lastUpdate);
  const due =
    card.nextUpdateAt === null
      ? ''
      : `<p${card.nextUpdateOverdue ? ' class="unclaimed"' : ''}>Next update: ${card.nextUpdateOverdue ? 'was due' : 'due'} ${at(card.nextUpdateAt)}</p>`;
  return `<article id="${card.name}">
<h2>${card.name} · ${escapeHtml(card.severity)} <span class="title" dir="auto">${escapeHtml(card.title)}</span></h2>
<p>${phaseWord(card)}${since}; started ${at(card.startedAt)}${card.private ? '; private' : ''}</p>
${card.summary === '' ? '' : `<p class="said" dir="auto">${escapeHtml(card.summary)}</p>`}
<dl>${card.roles.map(({ role, holders }) => `<dt>${escapeHtml(title(role))}</dt><dd>${holding(holders, at)}</dd>`).join('')}</dl>
${card.callLink === null || card.callLink === callLink ? '' : `<p>${way('Join its call', card.callLink)}</p>`}
<p>Last update: ${update}</p>
${due}
${list('Key events', card.keyEvents.map(told))}
${list('Asked', [...card.asks.map((ask) => asked(ask, at)), ...more(card.asksMore)])}
${list('Changes in place', [...card.changes.map(told), ...more(card.changesMore)])}
<p class="quiet">In Slack: #${escapeHtml(card.room)}</p>
</article>`;
}

function holding(holders: readonly CardHolder[], at: (instant: Instant) => string): string {
  if (holders.length === 0) return '<span class="unclaimed">unclaimed</span>';
  return holders
    .map(
      (holder) =>
        `${person(holder)} <span class="quiet">${holder.forNow ? 'for now, ' : ''}since ${at(holder.since)}</span>`,
    )
    .join('<br>');
}

function asked(ask: CardAsk, at: (instant: Instant) => string): string {
  const due = ask.dueAt === null ? '' : `, by ${at(ask.dueAt)}`;
  const phone = ask.who.phone === null ? '' : ` ${tel(ask.who.phone)}`;
  return `<b><bdi>${escapeHtml(ask.who.name)}</bdi></b>${phone}: ${said(ask.text)}${due} (${askWord(ask)})`;
}

function numbers({ groups }: PhoneBook): string {
  if (groups.length === 0) return '';
  const sections = groups.map(
    ({ title: name, people }) =>
      `<section><h3>${escapeHtml(name)}</h3><ul>${people.map((one) => `<li>${listed(one)}</li>`).join('')}</ul></section>`,
  );
  return `<article class="phones" id="phones"><h2>Phone numbers</h2>${sections.join('')}</article>`;
}

function listed({ note, ...rest }: Listed): string {
  return `${person(rest)}${note === '' ? '' : ` <span class="quiet">(${escapeHtml(note)})</span>`}`;
}

function person({ name, phone, email, place }: Reachable): string {
  const parts = [
    ...(phone === null ? [] : [tel(phone)]),
    ...(email === null ? [] : [anchor(email, `mailto:${email}`)]),
    ...(place === null ? [] : [escapeHtml(place)]),
  ];
  return `<b><bdi>${escapeHtml(name)}</bdi></b>${parts.length === 0 ? '' : ` ${parts.join(' · ')}`}`;
}

function tel(phone: string): string {
  return anchor(phone, `tel:${phone.replace(/x/g, ';ext=').replace(/[^\d+;=ext]/g, '')}`);
}

function list(heading: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<h3>${heading}</h3><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function when(card: CardFacts, at: Instant, madeAt: Instant): string {
  return `<span class="when">${escapeHtml(clockOn(card, at, madeAt))}</span>`;
}

/** What people wrote, in whichever direction it is read. */
function said(text: string): string {
  return `<span class="said" dir="auto">${escapeHtml(text)}</span>`;
}
