import type { Instant } from '../incident/incident.ts';
import type { Slack } from './slack.ts';

/**
 * Followers may be hundreds, and each has a message of their own; Slack counts calls by method. Edits (tier 3, 50 in a
 * minute) leave most of their minute to briefing and announcement. Posts go to different conversations, each of which
 * takes one a second; a workspace takes several hundred in a minute.
 * Source: https://docs.slack.dev/apis/web-api/rate-limits
 */
const paces = { edit: { atOnce: 10, everyMs: 3000 }, post: { atOnce: 30, everyMs: 500 } } as const;

export type Turns = { readonly [Kind in keyof typeof paces]: () => number };

/** Hands out turns, each to one caller: milliseconds until it comes. */
export function followerPace(now: () => Instant): Turns {
  const turns = ({ atOnce, everyMs }: { readonly atOnce: number; readonly everyMs: number }) => {
    let next = Number.NEGATIVE_INFINITY;
    return () => {
      const at = now();
      next = Math.max(next, at - (atOnce - 1) * everyMs);
      const waitMs = Math.max(0, next - at);
      next += everyMs;
      return waitMs;
    };
  };
  return { edit: turns(paces.edit), post: turns(paces.post) };
}

/** One pace for all incidents of a workspace. */
export function paceOf(slack: Slack): Turns {
  const known = bySlack.get(slack) ?? followerPace(slack.now);
  bySlack.set(slack, known);
  return known;
}

const bySlack = new WeakMap<Slack, Turns>();
