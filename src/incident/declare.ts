import type { AdoptedChannel, Declare } from './commands.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import type { Incident, Instant } from './incident.ts';
import { isOpen } from './incident.ts';
import type { Decision } from './refusals.ts';

export const assumedSeverity = 'sev2';

/** Titles are kept whole up to here; a longer one is cut and stands whole in the summary. */
export const titleLengthMax = 150;

/**
 * Opens an incident: its first events, or why not. `number` is the next of the workspace; `there`: the incident, if any,
 * whose room the channel is that is to be adopted.
 */
export function decideDeclare(
  command: Declare,
  number: number,
  now: Instant,
  there: Incident | null = null,
): Decision<IncidentEvent> {
  const decision = declare(command, number, now, there);
  if ('refused' in decision) return decision;
  return { events: decision.events.map((body) => ({ ...body, at: now, by: command.by })) };
}

/**
 * Somebody says that something is broken. Without a severity it is sev2 for now: the worst
 * that does not wake everybody, until a person has said otherwise.
 */
function declare(command: Declare, number: number, now: Instant, there: Incident | null): Decision<EventBody> {
  // A room of our own making belongs to its incident for good; an adopted channel is free again once all is over.
  if (there !== null && (isOpen(there) || there.phase === 'resolved' || !there.room.adopted)) {
    return refuse({ reason: 'war_room_already', number: there.number });
  }
  const whole = tidyTitle(command.title);
  if (whole === '') return refuse({ reason: 'empty', what: 'title' });
  if (command.startedAt !== null && command.startedAt > now) return refuse({ reason: 'time_ahead', time: 'started' });
  const { title, rest } = cutTitle(whole);
  const summary = withWhole(rest, command.summary.trim());
  if (command.triage !== undefined) {
    const { workspace, policy, triage } = command;
    const opened = { workspace, number, title, summary, policy, private: command.private };
    return happened({ type: 'triage_opened', ...opened, ...triage });
  }
  const declared: EventBody = {
    type: 'declared',
    workspace: command.workspace,
    number,
    title,
    summary,
    severity: command.severity ?? assumedSeverity,
    severityGiven: command.severity !== null,
    private: command.private,
    services: command.services.filter((name) => command.policy.services.some((service) => service.name === name)),
    startedAt: command.startedAt ?? now,
    detectedAt: null,
    policy: command.policy,
    replyTo: command.replyTo,
  };
  return command.adopts === undefined ? happened(declared) : happened(declared, adopted(command, command.adopts));
}

/** The channel is there: it is the room from the first moment. Whom the severity calls is asked in, as elsewhere. */
function adopted(command: Declare, { channel, name }: AdoptedChannel): EventBody {
  const invited = command.policy.severities[command.severity ?? assumedSeverity].invite;
  return { type: 'channel_opened', channel, name, invited, adopted: true };
}

/** One line, without control characters: a title stands in names, topics and file names. One that nobody could see is empty. */
export function tidyTitle(title: string): string {
  // Half a surrogate pair, as a cut-off emoji leaves it, cannot be stored: PostgreSQL's jsonb refuses it.
  const line = title
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[^\p{Z}\p{C}]/u.test(line) ? line : '';
}

/** A summary that begins with the whole of a title that had to be cut, if one had to be. */
export function withWhole(rest: string, summary: string): string {
  return [rest, summary].filter((part) => part !== '').join('\n\n');
}

/** A title of at most 150 characters; `rest` is the whole of a longer one, else empty. */
export function cutTitle(whole: string): { readonly title: string; readonly rest: string } {
  if (whole.length <= titleLengthMax) return { title: whole, rest: '' };
  let title = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(whole)) {
    if (title.length + segment.length > titleLengthMax - 1) break;
    title += segment;
  }
  return { title: `${title.trimEnd()}…`, rest: whole };
}
