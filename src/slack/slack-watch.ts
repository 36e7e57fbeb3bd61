import type { Instant } from '../incident/incident.ts';
import type { CallOutcome } from './api.ts';

/** Whether Slack answers at all, from how every call ends; shared by all that call. */
export interface SlackWatch {
  heard(outcome: CallOutcome): void;
}

export interface SlackWatchOptions {
  readonly now: () => Instant;
  /** Told once when Slack counts as away, with since when, and once (`null`) when it answers again. */
  readonly onChange: (lostSince: Instant | null) => void;
}

/** One lost reply, or a hiccup of the network, is not an outage: errands are tried again within these. */
const failuresMin = 3;
const lastsMs = 20_000;

/** How a call ends when nobody answers, or only something that stands in between. Slack's own words are an answer. */
const silent: ReadonlySet<CallOutcome> = new Set<CallOutcome>(['http_error', 'timed_out', 'unreachable']);

export function createSlackWatch({ now, onChange }: SlackWatchOptions): SlackWatch {
  let since: Instant | null = null;
  let failures = 0;
  let isLost = false;
  return {
    heard(outcome) {
      // Slack's own trouble: it is there, but who knows for how long.
      if (outcome === 'later') return;
      if (!silent.has(outcome)) {
        since = null;
        failures = 0;
        if (isLost) {
          isLost = false;
          onChange(null);
        }
        return;
      }
      since ??= now();
      failures += 1;
      if (isLost || failures < failuresMin || now() - since < lastsMs) return;
      isLost = true;
      onChange(since);
    },
  };
}
