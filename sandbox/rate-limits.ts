import type { Clock } from './clock.ts';

export type Tier = 1 | 2 | 3 | 4 | 'special';

/** Calls a minute by tier (docs.slack.dev/apis/web-api/rate-limits); as many may come at once after a quiet minute. */
const callsPerMinute = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;
/** About one post a second and channel; Slack tolerates "short bursts" without a figure: ours. */
const postsInABurst = 6;
const postsPerMinuteInWorkspace = 300;

type Bucket = { level: number; at: number };

/**
 * Buckets per method, and for `chat.postMessage` per channel too, on the sandbox's clock.
 * `take` returns 0 when the call may go on, else the seconds for Retry-After; a refused call uses nothing up.
 */
export function makeRateLimits(clock: Clock): { take(method: string, tier: Tier, channel: string): number } {
  const buckets = new Map<string, Bucket>();
  const wait = (key: string, size: number, perSecond: number) => {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { level: size, at: now };
    bucket.level = Math.min(size, bucket.level + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    // A hair below one: 60 thousand milliseconds of refill must not miss a call by a rounding error.
    if (bucket.level >= 1 - 1e-9) return { bucket, seconds: 0 };
    return { bucket, seconds: Math.max(1, Math.ceil((1 - bucket.level) / perSecond - 1e-9)) };
  };
  return {
    take(method, tier, channel) {
      const perMinute = method === 'chat.postMessage' ? postsPerMinuteInWorkspace : callsPerMinute[tier];
      const asked = [wait(method, perMinute, perMinute / 60)];
      if (method === 'chat.postMessage') asked.push(wait(`${method} ${channel}`, postsInABurst, 1));
      const seconds = Math.max(...asked.map((one) => one.seconds));
      if (seconds === 0) for (const { bucket } of asked) bucket.level -= 1;
      return seconds;
    },
  };
}
