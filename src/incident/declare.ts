import type { Declare } from './commands.ts';
import { happened, refuse } from './decision.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import type { Instant } from './incident.ts';
import type { Decision } from './refusals.ts';

/** Titles are kept whole up to here; a longer one is cut and stands whole in the summary. */
export const titleLengthMax = 150;

/** Opens an incident: its first event, or why not. `number` is the next of the workspace. */
export function decideDeclare(command: Declare, number: number, now: Instant): Decision<IncidentEvent> {
  const decision = declare(command, number, now);
  if ('refused' in decision) return decision;
  return { events: decision.events.map((body) => ({ ...body, at: now, by: command.by })) };
}

/**
 * Somebody says that something is broken. Without a severity it is sev2 for now: the worst
 * that does not wake everybody, until a person has said otherwise.
 */
function declare(command: Declare, number: number, now: Instant): Decision<EventBody> {
  const whole = tidyTitle(command.title);
  if (whole === '') return refuse({ reason: 'empty', what: 'title' });
  if (command.startedAt !== null && command.startedAt > now) return refuse({ reason: 'time_ahead', time: 'started' });
  const { title, rest } = cutTitle(whole);
  const summary = withWhole(rest, command.summary.trim());
  return happened({
    type: 'declared',
    workspace: command.workspace,
    number,
    title,
    summary,
    severity: command.severity ?? 'sev2',
    severityGiven: command.severity !== null,
    private: command.private,
    services: command.services.filter((name) => command.policy.services.some((service) => service.name === name)),
    startedAt: command.startedAt ?? now,
    detectedAt: null,
    policy: command.policy,
    replyTo: command.replyTo,
  });
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
