import type { Incident } from '../../incident/incident.ts';
import type { Entry } from '../entry.ts';
import { isoOf } from '../in-zone.ts';
import { type ExportOptions, shownEntry } from './export-options.ts';
import { inReadingOrder } from './in-reading-order.ts';
import { type Writer, written } from './writer.ts';

/** The timeline as CSV (RFC 4180: quoted where needed, lines end in CR LF), one row per entry, times ISO 8601 in UTC. */
export function timelineCsv(incident: Incident, entries: Iterable<Entry>, options: ExportOptions): string {
  return [...written(csvWriter(incident, options), inReadingOrder(entries))].join('');
}

/** The same, entry by entry. */
export function csvWriter(_incident: Incident, options: ExportOptions): Writer {
  return {
    begin: () => 'at,kind,actor,text,keyEvent,ts,threadTs,permalink,deletedAt\r\n',
    entry: (recorded) => {
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
      return `${cells.map(cell).join(',')}\r\n`;
    },
    end: () => '',
  };
}

/** A spreadsheet would run what begins like a formula, so such a text gets an apostrophe in front. */
function cell(value: string | null): string {
  const text = value === null ? '' : /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
