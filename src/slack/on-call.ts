import { Temporal } from 'temporal-polyfill';
import type { OnCall, Rota, WorkingHours } from '../incident/directory.ts';
import type { Instant } from '../incident/incident.ts';

/**
 * Who has the rota at this moment. Turns are counted in days of the rota's own zone, from hand-over to hand-over, so a
 * turn over a clock change is an hour longer or shorter. Before its first day the list is thought to go on backwards.
 */
export function onCallAt(rota: Rota, now: Instant): OnCall | null {
  const turn = turnAt(rota, now);
  const standIn = rota.overrides.findLast((one) => moment(rota, one.from) <= now && now < moment(rota, one.to));
  const who = standIn?.who ?? ofTurn(rota, turn);
  if (who === undefined) return null;
  // Whatever comes first: the end of the turn or of the standing in, or somebody else's standing in.
  const ends = [
    ...(standIn === undefined ? [boundary(rota, turn + 1)] : [moment(rota, standIn.to)]),
    ...rota.overrides.map(({ from }) => moment(rota, from)).filter((from) => from > now),
  ];
  const until = Math.min(...ends);
  const after = rota.overrides.findLast((one) => moment(rota, one.from) <= until && until < moment(rota, one.to));
  const next = after?.who ?? ofTurn(rota, turnAt(rota, until)) ?? null;
  return { who, until, next, override: standIn !== undefined };
}

/** Everybody of the rota in the order in which their turns come, whose turn it is first; each once. */
export function inTurnOrder(rota: Rota, now: Instant): readonly string[] {
  const turn = turnAt(rota, now);
  return [...new Set(rota.people.map((_, ahead) => ofTurn(rota, turn + ahead) ?? ''))];
}

/** `03:10` where somebody is, when that lies outside of their working hours; null when it does not. */
export function offHours(hours: WorkingHours | null, zone: string, now: Instant): string | null {
  if (hours === null) return null;
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const clock = there.toPlainTime().toString({ smallestUnit: 'minute' });
  // A night shift ends on the day after the one it is counted to.
  const overnight = hours.to <= hours.from;
  const begun = overnight && clock < hours.to ? there.subtract({ days: 1 }).dayOfWeek : there.dayOfWeek;
  const inside = overnight ? clock >= hours.from || clock < hours.to : clock >= hours.from && clock < hours.to;
  return inside && hours.days.includes(begun) ? null : clock;
}

function turnAt(rota: Rota, now: Instant): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(rota.zone).toPlainDate();
  const days = Temporal.PlainDate.from(rota.starts).until(today, { largestUnit: 'days' }).days;
  const begun = now < handOver(rota, days) ? days - 1 : days;
  return Math.floor(begun / rota.turnDays);
}

function ofTurn({ people }: Rota, turn: number): string | undefined {
  return people[((turn % people.length) + people.length) % people.length];
}

function boundary(rota: Rota, turn: number): Instant {
  return handOver(rota, turn * rota.turnDays);
}

/** The hand-over of a day, counted from the first. An hour that a clock change leaves out counts as the one after it. */
function handOver(rota: Rota, days: number): Instant {
  const date = Temporal.PlainDate.from(rota.starts).add({ days });
  return date.toZonedDateTime({ timeZone: rota.zone, plainTime: rota.handOver }).epochMilliseconds;
}

function moment(rota: Rota, text: string): Instant {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(rota.zone).epochMilliseconds;
}
