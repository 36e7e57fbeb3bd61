import { type Incident, timeNames } from '../../incident/incident.ts';
import type { Entry } from '../entry.ts';
import { isoOf } from '../in-zone.ts';
import { tenures } from '../tenures.ts';
import { type ExportOptions, shownEntry } from './export-options.ts';
import { inReadingOrder } from './in-reading-order.ts';
import { type Writer, written } from './writer.ts';

/**
 * The timeline as one JSON object, version 1: `{ version, incident, entries }`; times ISO 8601 in UTC.
 * docs/export.schema.json says what stands where.
 */
export function timelineJson(incident: Incident, entries: Iterable<Entry>, options: ExportOptions): string {
  return [...written(jsonWriter(incident, options), inReadingOrder(entries))].join('');
}

/** The same, entry by entry. A writer writes one file. */
export function jsonWriter(incident: Incident, options: ExportOptions): Writer {
  let separator = '\n';
  return {
    begin: () => `{\n"version": 1,\n"incident": ${JSON.stringify(incidentObject(incident))},\n"entries": [`,
    entry: (entry) => {
      const line = `${separator}${JSON.stringify(entryObject(entry, options))}`;
      separator = ',\n';
      return line;
    },
    end: () => '\n]\n}\n',
  };
}

function incidentObject(incident: Incident) {
  return {
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    phase: incident.phase,
    private: incident.private,
    times: Object.fromEntries(timeNames.map((name) => [name, isoOf(incident.times[name])])),
    roles: tenures(incident).map(({ role, user, from, to }) => ({ role, user, from: isoOf(from), to: isoOf(to) })),
  };
}

function entryObject(recorded: Entry, options: ExportOptions) {
  const entry = shownEntry(recorded, options);
  const spoken = {
    at: isoOf(entry.at),
    recordedAt: isoOf(entry.recordedAt),
    kind: entry.kind,
    actor: entry.actor,
    text: entry.text,
    keyEvent: entry.keyEvent,
  };
  if (entry.channel === null && entry.ts === null) return spoken;
  return {
    ...spoken,
    channel: entry.channel,
    ts: entry.ts,
    threadTs: entry.threadTs,
    permalink: options.permalink(entry),
    files: entry.files.map(({ name, type, size, permalink, removed }) => ({ name, type, size, permalink, removed })),
    revisions: entry.revisions.map(({ text, at }) => ({ text, at: isoOf(at) })),
    deletedAt: isoOf(entry.deletedAt),
    found: entry.found,
  };
}
