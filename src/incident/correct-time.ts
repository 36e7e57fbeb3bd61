import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Incident, Instant, TimeName } from './incident.ts';
import { sameMinute, withinMinute } from './same-minute.ts';

/** Times that must not run backwards: the first is never after the second. */
const order: readonly (readonly [TimeName, TimeName])[] = [
  ['started', 'detected'],
  ['started', 'acknowledged'],
  ['started', 'contained'],
  ['started', 'resolved'],
  ['detected', 'acknowledged'],
  ['contained', 'resolved'],
  ['resolved', 'closed'],
  // A false alarm is closed without having been resolved.
  ['started', 'closed'],
  ['contained', 'closed'],
];

/** Somebody corrects when something happened; the correction and its reason stay on the timeline. */
export const correctTime: Rule<'correct_time'> = (incident, command, now) => {
  const { time } = command;
  const reason = command.reason.trim();
  const from = incident.times[time];
  if (reason === '') return refuse({ reason: 'empty', what: 'reason' });
  if (from === null && time !== 'detected' && time !== 'acknowledged') return refuse({ reason: 'time_unset', time });
  if (command.to > now) return refuse({ reason: 'time_ahead', time });
  if (sameMinute(command.to, from)) return refuse({ reason: 'nothing_changed' });
  const to = withinMinute(command.to, comesBefore(incident, time));
  for (const [earlier, later] of order) {
    const earlierAt = earlier === time ? to : incident.times[earlier];
    const laterAt = later === time ? to : incident.times[later];
    if (earlierAt === null || laterAt === null || earlierAt <= laterAt) continue;
    const before = earlier === time ? later : earlier;
    return refuse({ reason: 'time_out_of_order', time, before, beforeAt: incident.times[before] ?? now });
  }
  // Reopening unsets the times of the end, but the spans of impact before it stay.
  const firstEndedAt = incident.impact[0]?.to ?? null;
  if (time === 'started' && firstEndedAt !== null && to > firstEndedAt) {
    return refuse({ reason: 'time_out_of_order', time, before: 'resolved', beforeAt: firstEndedAt });
  }
  if (isEnd(time) && to < lastBeganAt(incident)) {
    return refuse({ reason: 'time_out_of_order', time, before: 'started', beforeAt: lastBeganAt(incident) });
  }
  return happened({ type: 'time_corrected', time, from, to, reason });
};

function comesBefore(incident: Incident, time: TimeName): readonly (Instant | null)[] {
  const times = order.filter(([, later]) => later === time).map(([earlier]) => incident.times[earlier]);
  return isEnd(time) ? [...times, lastBeganAt(incident)] : times;
}

/** What ends it lies behind where it last began, by reopening. */
function isEnd(time: TimeName): boolean {
  return time === 'contained' || time === 'resolved' || time === 'closed';
}

function lastBeganAt({ impact, times }: Incident): Instant {
  return impact.at(-1)?.from ?? times.started;
}
