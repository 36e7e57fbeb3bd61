import type { IncidentEvent } from '../incident/events.ts';
import type { Instant } from '../incident/incident.ts';
import { clock } from './phrases.ts';
import { dateToken, escapeText } from './slack-text.ts';

type Of<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

type Checked = Pick<Of<'record_checked'>, 'from' | 'to' | 'found' | 'why'>;

const dayMs = 24 * 60 * 60 * 1000;

/** `The record was checked against Slack's history 03:00–03:40: 2 found later, 1 changed.` */
export function describeChecked({ from, to, found, why }: Checked): string {
  const span = minuteOf(from) === minuteOf(to) ? `at ${clock(to)}` : `${moment(from, to)}–${clock(to)}`;
  if (why !== null) return `The record could not be checked against Slack's history ${span} (${escapeText(why)}).`;
  return `The record was checked against Slack's history ${span}: ${sayFound(found)}.`;
}

/** The same with what was read, also when nothing was found: for who asked. */
export function describeReading(report: Checked & { readonly read: number }): string {
  const words = describeChecked(report);
  const { missing, changed, vanished, marks } = report.found;
  if (report.why !== null || missing + changed + vanished + marks > 0) return words;
  if (report.read === 0) return `${words.slice(0, words.lastIndexOf(':'))}: nothing was written before that.`;
  const messages = `${report.read} ${report.read === 1 ? 'message' : 'messages'}`;
  return `${words.slice(0, words.lastIndexOf(':'))}: ${messages}, nothing missing.`;
}

/** `2 found later, 1 changed, 1 gone, 1 mark` */
export function sayFound(found: Of<'record_checked'>['found']): string {
  const { missing, changed, vanished, marks } = found;
  const parts = [
    [missing, 'found later'],
    [changed, 'changed'],
    [vanished, 'gone'],
    [marks, marks === 1 ? 'mark' : 'marks'],
  ] as const;
  return parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : [])).join(', ') || 'nothing missing';
}

/** `Of the channel's past, 1204 messages since 20 Nov at 09:12 are on the record.` */
export function describePast({ read, since }: Pick<Of<'past_read'>, 'read' | 'since'>): string {
  if (read === 0 || since === null) return "The channel's past is on the record: there was nothing to add.";
  const day = dateToken(since, '{date_short_pretty} at {time}');
  return `The channel's past is on the record: ${read} ${read === 1 ? 'entry' : 'entries'}, since ${day}.`;
}

function minuteOf(at: Instant): number {
  return Math.floor(at / 60_000);
}

function moment(from: Instant, to: Instant): string {
  return to - from < dayMs ? clock(from) : dateToken(from, '{date_short_pretty} at {time}');
}
