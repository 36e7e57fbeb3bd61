/** A way to cancel a timer. Cancelling twice, or after it ran, does nothing. */
type Timer = { cancel(): void };

/** Time as the sandbox knows it: `now` in milliseconds since 1970, `after` in milliseconds of the same clock. */
export type Clock = {
  now(): number;
  after(ms: number, run: () => unknown): Timer;
  /** How many times as fast as the machine's it goes; 1 where nothing is said. The app still has its three seconds of that. */
  speed?(): number;
  /** Only a dial has this: what must come to rest before it is turned on. */
  settleFirst?(rest: () => Promise<unknown>): void;
};

export type DialClock = Clock & {
  /** Moves on by `ms`, running what falls due in its order and waiting for what that starts. */
  advance(ms: number): Promise<void>;
  /** When the first of what was asked for `after` is due; null: nothing was. */
  nextAt(): number | null;
  settleFirst(rest: () => Promise<unknown>): void;
};

/** The time of the machine. With `speed: 60` an hour passes in a minute, for timers too. */
export function realClock({ speed = 1, startAt = Date.now() }: { speed?: number; startAt?: number } = {}): Clock {
  const origin = performance.now();
  const now = () => Math.floor(startAt + (performance.now() - origin) * speed);
  return {
    now,
    after(ms, run) {
      const due = now() + ms;
      let timer: NodeJS.Timeout;
      const wait = (left: number) => {
        // After the process was busy Node's timers run early, by as much as it was busy: then the rest is waited for.
        timer = setTimeout(() => (now() < due ? wait(due - now()) : run()), Math.max(0, left / speed));
        // The HTTP server keeps the process alive; a retry due in five minutes must not.
        timer.unref();
      };
      wait(ms);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

/**
 * Time that moves only when a test turns it. Before each step it lets requests that are on their way arrive:
 * else turning the dial by an hour would make every request in flight miss its three seconds.
 * What does not come to rest within `graceMs` of real time is left behind (that is how a missed deadline is tested).
 */
export function dialClock(startAt: number, { graceMs = 500 }: { graceMs?: number } = {}): DialClock {
  let at = startAt;
  let count = 0;
  const timers = new Map<number, { at: number; run: () => unknown }>();
  const rests: (() => Promise<unknown>)[] = [];
  // In turn and twice: what the second does may have given the first something to do again.
  const inTurn = async () => {
    for (const one of [...rests, ...rests]) await one();
  };
  const rest = () => within(graceMs, inTurn());
  const earliest = (until: number) =>
    [...timers].filter(([, timer]) => timer.at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => at,
    after(ms, run) {
      const key = count++;
      timers.set(key, { at: at + Math.max(0, ms), run });
      return { cancel: () => void timers.delete(key) };
    },
    settleFirst: (one) => void rests.push(one),
    nextAt: () => (timers.size === 0 ? null : Math.min(...[...timers.values()].map((timer) => timer.at))),
    async advance(ms) {
      const until = at + ms;
      for (;;) {
        await rest();
        const next = earliest(until);
        if (!next) break;
        timers.delete(next[0]);
        at = Math.max(at, next[1].at);
        await within(graceMs, Promise.resolve(next[1].run()));
      }
      at = until;
      await rest();
    },
  };
}

/** Waits for `work`, but at most so many milliseconds of real time. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
