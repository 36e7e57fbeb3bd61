import type { Incident } from '../../incident/incident.ts';
import type { Entry } from '../entry.ts';
import { isoOf } from '../in-zone.ts';
import { type ExportOptions, shownEntry } from './export-options.ts';
import { inReadingOrder } from './in-reading-order.ts';

/** The timeline as CSV (RFC 4180: quoted where needed, lines end in CR LF), one row per entry, times ISO 8601 in UTC. */
export function timelineCsv(incident: Incident, entries: Iterable<Entry>, options: ExportOptions): string {
  return [...timelineCsvParts(incident, inReadingOrder(entries), options)].join('');
}

/** The same in pieces, for long records. The entries must come in reading order. */
export function* timelineCsvParts(
  _incident: Incident,
  entries: Iterable<Entry>,
  options: ExportOptions,
): Generator<string> {
  yield 'at,kind,actor,text,keyEvent,ts,threadTs,permalink,deletedAt\r\n';
  for (const recorded of entries) {
    const entry = shownEntry(recorded, options);
    const cells = [
      isoOf(entry.at),
      entry.kind,
      entry.actor,
      entry.text,
      String(entry.keyEvent),
      entry.ts,
      entry.threadTs,
      options.permalink(entry),
      isoOf(entry.deletedAt),
    ];
    yield `${cells.map(cell).join(',')}\r\n`;
  }
}

/** A spreadsheet would run what begins like a formula, so such a text gets an apostrophe in front. */
function cell(value: string | null): string {
  const text = value === null ? '' : /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
