import type { Instant } from '../incident/incident.ts';

/** How often a method may be called by work that nobody waits for. */
export interface CallBudget {
  /** 0: call now, it is counted; else milliseconds until one may. */
  take(method: string): number;
  /** Slack asked to wait. */
  rest(method: string, ms: number): void;
}

/** Together at most 50 in any minute, which is what Slack allows a method of its tier 3; the rest is left to others. */
const atOnce = 15;
const perMinute = 35;

/** A bucket for each method, by our clock. */
export function createCallBudget(now: () => Instant): CallBudget {
  const buckets = new Map<string, { level: number; at: Instant; restUntil: Instant }>();
  const bucketOf = (method: string) => {
    const bucket = buckets.get(method) ?? { level: atOnce, at: now(), restUntil: 0 };
    buckets.set(method, bucket);
    return bucket;
  };
  return {
    take(method) {
      const at = now();
      const bucket = bucketOf(method);
      bucket.level = Math.min(atOnce, bucket.level + ((at - bucket.at) / 60_000) * perMinute);
      bucket.at = at;
      if (bucket.restUntil > at) return bucket.restUntil - at;
      if (bucket.level < 1) return Math.ceil(((1 - bucket.level) / perMinute) * 60_000);
      bucket.level -= 1;
      return 0;
    },
    rest(method, ms) {
      bucketOf(method).restUntil = now() + ms;
    },
  };
}
