import type { RecordFound } from '../../incident/events.ts';
import { type Incident, type Instant, nameOf } from '../../incident/incident.ts';
import { describeReading } from '../../record/describe-checked.ts';
import { type Message, message, section } from '../blocks.ts';

interface Report {
  readonly from: Instant;
  readonly to: Instant;
  readonly read: number;
  readonly found: RecordFound;
  readonly why: string | null;
}

/** To who asked for the record to be compared with Slack's history. */
export const mended = {
  found: (incident: Incident, report: Report) => say(incident, describeReading(report)),
  /** It takes a while, or Slack asks to wait. */
  later: (incident: Incident, read: number) =>
    say(
      incident,
      `The record is being compared with Slack's history${read > 0 ? `, ${read} messages so far` : ''}. What is found will be said here.`,
    ),
  noRoom: (incident: Incident) => say(incident, 'There is no room yet whose record could be compared.'),
} as const;

function say(incident: Incident, raw: string): Message {
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}
