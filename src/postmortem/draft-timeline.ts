import type { Instant } from '../incident/incident.ts';
import { sayDuration } from '../record/durations.ts';
import type { Entry } from '../record/entry.ts';
import { inReadingOrder } from '../record/exports/in-reading-order.ts';
import { present } from '../record/merge-files.ts';
import { link } from '../record/to-markdown.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';
import { tellerOf } from './teller-of.ts';

/** A silence longer than this is pointed out: something happened that nobody wrote down. */
const gapMs = 30 * 60_000;
/** Of one event; the link leads to the whole of it. */
const longestText = 600;

interface Row {
  readonly at: Instant;
  readonly event: string;
  readonly who: string;
  readonly link: string;
}

/** The key events as a table, ascending, beginning when it started. */
export function draftTimeline(from: DraftFrom, ink: Ink): SectionBody {
  const rows = rowsOf(from, ink);
  const table = [
    `| Date and time (${from.zone}) | Event | Who | Link |`,
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${ink.stamp(row.at)} | ${row.event} | ${row.who} | ${row.link} |`),
  ];
  const unrecorded = ink.isWritten('timeline.unrecorded')
    ? ['', '### Not on the record, told afterwards', '', ink.answer('timeline.unrecorded')]
    : [];
  return { markdown: [...table, ...unrecorded].join('\n'), missing: gaps(from, rows, ink) };
}

function rowsOf(from: DraftFrom, ink: Ink): readonly Row[] {
  const told = inReadingOrder(from.entries)
    .filter((entry) => entry.keyEvent && entry.deletedAt === null)
    .map((entry) => ({
      at: entry.at,
      event: ink.text(entry, 'cell', longestText) || files(entry),
      who: ink.who(entry.actor, entry.at),
      link: sourceCell(from, entry),
    }));
  return [...milestones(from), ...told].sort((one, other) => one.at - other.at);
}

/** Times that no entry tells by itself: when it started, was detected, was acknowledged. */
function milestones(from: DraftFrom): readonly Row[] {
  const { started, detected, acknowledged } = from.incident.times;
  const row = (at: Instant | null, event: string) => {
    if (at === null) return [];
    const teller = tellerOf(from.entries, at);
    return [{ at, event, who: '', link: teller === undefined ? '' : sourceCell(from, teller) }];
  };
  return [...row(started, 'It started'), ...row(detected, 'Detected'), ...row(acknowledged, 'Acknowledged')];
}

function sourceCell({ permalink }: DraftFrom, entry: Entry): string {
  const url = permalink(entry);
  return url === null ? '' : link('source', url);
}

function files(entry: Entry): string {
  return present(entry.files)
    .map((file) => link(file.name, file.permalink))
    .join(', ');
}

function gaps({ incident }: DraftFrom, rows: readonly Row[], ink: Ink): readonly string[] {
  if (ink.isWritten('timeline.unrecorded')) return [];
  const end = incident.times.resolved ?? Number.POSITIVE_INFINITY;
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    // What follows the end may take its time.
    if (next === undefined || row.at >= end || next.at - row.at <= gapMs) return [];
    return [
      `The timeline says nothing for ${sayDuration(next.at - row.at)} after ${ink.stamp(row.at)}. What happened then?`,
    ];
  });
}
