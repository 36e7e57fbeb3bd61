import type { Incident, Instant } from '../../incident/incident.ts';
import type { Gathered } from './gather.ts';

/** The stretch of time that a plot shows, and how it is divided. */
export interface PlotScale {
  readonly from: Instant;
  readonly to: Instant;
  /** Round times, in UTC. */
  readonly ticks: readonly Instant[];
  /** Minutes that share a column of messages. */
  readonly columnMinutes: number;
  /** The ticks are days apart: they are labelled with the day. */
  readonly days: boolean;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const steps = [
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  120,
  180,
  360,
  720,
  dayMinutes,
  2 * dayMinutes,
  7 * dayMinutes,
  28 * dayMinutes,
];
const mostTicks = 9;
const mostColumns = 180;

/**
 * From when it started until it was over, and a little more. What comes weeks later, such as closing, would press the
 * night together to a line: it is left to the list.
 */
export function plotScale({ times }: Incident, { lastAt }: Pick<Gathered, 'lastAt'>): PlotScale {
  const known = [times.started, times.detected, times.declared].filter((at) => at !== null);
  const from = Math.floor(Math.min(...known) / minuteMs) * minuteMs;
  const over = times.resolved ?? times.closed ?? Math.max(lastAt ?? 0, times.contained ?? 0);
  const lasted = Math.max(over - from, 5 * minuteMs);
  const to = Math.ceil((from + lasted * 1.06) / minuteMs) * minuteMs;
  const minutes = (to - from) / minuteMs;
  const step = steps.find((each) => minutes / each <= mostTicks) ?? Math.ceil(minutes / mostTicks);
  const columnMinutes = steps.find((each) => minutes / each <= mostColumns) ?? Math.ceil(minutes / mostColumns);
  const stepMs = step * minuteMs;
  const first = Math.ceil(from / stepMs) * stepMs;
  const ticks = Array.from({ length: Math.floor((to - first) / stepMs) + 1 }, (_, index) => first + index * stepMs);
  return { from, to, ticks, columnMinutes, days: step >= dayMinutes };
}
