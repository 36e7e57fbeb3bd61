// What who leaves a role is offered to hand on: how things stand, from the record. They correct it before it is sent.
import { openAsks } from '../incident/asks.ts';
import { changesInPlace } from '../incident/changes.ts';
import { handoverLengthMax } from '../incident/handovers.ts';
import { type Incident, type Instant, isOpen } from '../incident/incident.ts';
import { checklistPhaseOf, summarize } from './checklist-summary.ts';
import type { Entry } from './entry.ts';
import { inZone } from './in-zone.ts';
import { type Names, plainOf, shorten } from './slack-text.ts';

const shownEvents = 4;
const shownItems = 5;
const itemLength = 160;

/**
 * Plain text, most important first, at most `handoverLengthMax` characters. `entries`: key events and acts in reading
 * order; times as a clock in `zone` shows them, which the last line names.
 */
export function handoverText(incident: Incident, entries: readonly Entry[], names: Names, zone: string): string {
  const time = (at: Instant) => clockIn(at, incident.times.declared, zone);
  const plain = (raw: string) => shorten(plainOf(raw, names).replace(/\s+/g, ' ').trim(), itemLength);
  const kept = entries.filter(({ deletedAt }) => deletedAt === null);
  const told = kept.filter(({ keyEvent, kind }) => keyEvent && kind !== 'decision' && kind !== 'update');
  const changes = changesInPlace(incident).map(
    ({ text, happenedAt, who, state }) =>
      `${time(happenedAt)} ${plain(text)} (@${names(who)}${state === 'kept' ? ', to be kept' : ''})`,
  );
  const asks = openAsks(incident).map(({ who, text, dueAt, state }) => {
    const when = dueAt === null ? '' : `, by ${time(dueAt)}`;
    return `@${names(who)}: ${plain(text)}${when} (${state === 'taken' ? 'on it' : 'no answer'})`;
  });
  const lines = [
    ...now(incident, time),
    ...lastUpdate(incident, time),
    ...suspected(incident),
    ...list('Asked and open', asks.slice(0, shownItems), asks.length),
    ...list('Changes in place', changes.slice(-shownItems), changes.length),
    ...list('Decided', listed(kept.filter(({ kind, keyEvent }) => kind === 'decision' && keyEvent))),
    ...list('Key events', listed(told.slice(-shownEvents))),
    nextUpdate(incident, time),
    `Times: ${zone}.`,
  ];
  return shorten(lines.filter((line) => line !== '').join('\n'), handoverLengthMax);

  function listed(some: readonly Entry[]): readonly string[] {
    return some.slice(-shownEvents).map((entry) => `${time(entry.at)} ${plain(entry.text)}`);
  }
}

/** `SEV1, not contained: Card payments fail in the EU.` The first line is read in the room too, where no clock is of one zone. */
function now(incident: Incident, time: (at: Instant) => string): readonly string[] {
  const { severity, phase, times, summary, title } = incident;
  const since = phase === 'contained' ? times.contained : times.started;
  const what = summary.trim() === '' ? title : shorten(summary.replace(/\s+/g, ' ').trim(), 300);
  const began = phase === 'contained' ? 'Contained since' : 'Started';
  return [
    `${severity.toUpperCase()}, ${phase === 'contained' ? 'contained' : 'not contained'}: ${what}`,
    `${began} ${time(since ?? times.started)}.`,
  ];
}

function lastUpdate({ updates }: Incident, time: (at: Instant) => string): readonly string[] {
  const update = updates.at(-1);
  if (update === undefined) return [];
  const words = [update.happened, update.doing].filter((part) => part !== '').join(' ');
  return [`Last update ${time(update.at)}: ${shorten(words.replace(/\s+/g, ' '), 300)}`];
}

function suspected(incident: Incident): readonly string[] {
  return summarize(incident, checklistPhaseOf(incident)).flatMap(({ yes, suspected, checking }) => [
    ...(suspected.length === 0 ? [] : [`${yes}: ${shorten(suspected.join('; '), 300)}`]),
    ...(checking.length === 0 ? [] : [`Being checked: ${shorten(checking.join('; '), 300)}`]),
  ]);
}

function nextUpdate(incident: Incident, time: (at: Instant) => string): string {
  const at = incident.nextUpdateAt;
  if (!isOpen(incident) || at === null) return '';
  return incident.updateMissed ? `Next update was due ${time(at)}, not sent.` : `Next update due ${time(at)}.`;
}

function list(title: string, items: readonly string[], of = items.length): readonly string[] {
  if (items.length === 0) return [];
  const more = of - items.length;
  return [`${title}:`, ...items.map((item) => `• ${item}`), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** With its day, where it is not that of the beginning. */
function clockIn(at: Instant, beginning: Instant, zone: string): string {
  const { date, time } = inZone(at, zone);
  return date === inZone(beginning, zone).date ? time : `${date.slice(5)} ${time}`;
}
