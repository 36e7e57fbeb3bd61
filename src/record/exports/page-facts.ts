import { type Incident, type Instant, timeNames } from '../../incident/incident.ts';
import { sayFigure } from '../durations.ts';
import { dayOf, inZone, isoOf } from '../in-zone.ts';
import { plainOf, shorten } from '../slack-text.ts';
import { tenures } from '../tenures.ts';
import { escapeHtml } from '../to-html.ts';
import type { ExportOptions } from './export-options.ts';
import type { Gathered } from './gather.ts';

/** Times, impact and roles as tables. */
export function pageFacts(incident: Incident, zone: string, options: ExportOptions): string {
  const day = dayOf(incident.times.started, 'UTC');
  const cell = (at: Instant) => stamp(at, zone, day);
  const times = timeNames.flatMap((name) => {
    const at = incident.times[name];
    return at === null ? [] : [[capital(name), cell(at)]];
  });
  const spans = incident.impact.map(({ from, to }) => [
    cell(from),
    to === null ? 'lasts' : cell(to),
    to === null ? '' : sayFigure(to - from),
  ]);
  const roles = tenures(incident).map(({ role, user, from, to }) => [
    escapeHtml(capital(role)),
    person(user, options),
    cell(from),
    to === null ? 'the end' : cell(to),
  ]);
  const beside = zone === 'UTC' ? '' : `, those of ${escapeHtml(zone)} in brackets`;
  return [
    `<p class="quiet">Times are UTC${beside}; of ${day} where no day is said.</p>`,
    '<div class="tables">',
    table('Times', ['Time', 'When'], times),
    roles.length === 0 ? '' : table('Roles', ['Role', 'Who', 'From', 'To'], roles),
    spans.length === 0 ? '' : table('Impact', ['From', 'To', 'Lasted'], spans),
    '</div>',
  ].join('\n');
}

/** A longer list scrolls by itself, so that the timeline is not far down. */
const openList = 25;

/** The key events, each leading to its place in the timeline. */
export function keyEventList({ keyEvents, moreKeyEvents }: Gathered, options: ExportOptions): string {
  if (keyEvents.length === 0) return '<p>None was marked.</p>';
  let day = '';
  const items = keyEvents.map(({ id, at, actor, text }) => {
    const date = isoOf(at).slice(0, 10);
    const time = `${date === day ? '' : `${date} `}${isoOf(at).slice(11, 16)}`;
    day = date;
    const words = shorten(plainOf(text, options.name).replace(/\s+/g, ' ').trim(), 200);
    return `<li><a href="#e${id}">${time}</a> ${person(actor, options)}: <bdi>${escapeHtml(words)}</bdi></li>`;
  });
  const more = moreKeyEvents === 0 ? '' : `<p>${moreKeyEvents} more are marked in the timeline.</p>`;
  const list = `<ol class="events">${items.join('\n')}</ol>${more}`;
  if (items.length <= openList) return list;
  return `<div class="long" role="region" aria-label="Key events" tabindex="0">${list}</div>`;
}

/** Somebody's name, with what one should know of them. */
export function person(user: string, { name, guest }: ExportOptions): string {
  const words = user === '' ? 'somebody' : user === 'muster' ? 'Muster' : name(user);
  return `<bdi>${escapeHtml(words)}</bdi>${guest(user) ? ' (guest)' : ''}`;
}

/** `10:02 (11:02)`, in UTC and the other zone; `22 Nov 2026, 00:02 (01:02)` on another day than the one given. */
function stamp(at: Instant, zone: string, day: string): string {
  const date = dayOf(at, 'UTC');
  const words = `${date === day ? '' : `${date}, `}${isoOf(at).slice(11, 16)}`;
  const beside = zone === 'UTC' ? '' : ` <span class="quiet">(${besides(at, zone)})</span>`;
  return `<time datetime="${isoOf(at)}">${words}</time>${beside}`;
}

/** The clock in another zone, with the day where it is another there. */
export function besides(at: Instant, zone: string): string {
  const local = inZone(at, zone);
  return local.date === isoOf(at).slice(0, 10) ? local.time : `${local.date} ${local.time}`;
}

/** Cells are HTML; the first of a row names it. */
function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  const names = head.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<table><caption>${caption}</caption><thead><tr>${names}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
