import type { Instant } from '../incident/incident.ts';

/** Milliseconds of a Slack `ts` such as `1700000000.000100`. Never through a float: a ts is an id, too long for one. */
export function instantOf(ts: string): Instant {
  const [seconds = '0', micros = ''] = ts.split('.');
  return Number(seconds) * 1000 + Number(micros.padEnd(6, '0').slice(0, 3));
}
