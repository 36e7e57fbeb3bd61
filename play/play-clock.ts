import { type Clock, type DialClock, dialClock } from '../sandbox/clock.ts';
import { type Pace, pacedTime } from './paced-time.ts';

export type PlayClock = Clock & {
  /** The dial by which the past is played. */
  readonly dial: DialClock;
  /** Told of the dial's time before anything happens at it; it is waited for. */
  onTurn(tell: (at: number) => Promise<void>): void;
  /** From now on time goes by itself; what was to happen later still does. */
  goLive(pace: Pace): void;
};

type Due = { at: number; run: () => unknown; cancel(): void };

/** A clock that is turned by hand for the past, and then goes on by itself. */
export function playClock(startAt: number): PlayClock {
  // However busy the machine: what is played there must not be late.
  const dial = dialClock(startAt, { graceMs: 30_000 });
  const waiting = new Set<Due>();
  let live: (() => number) | null = null;
  let speed = 1;
  let tell: (at: number) => Promise<void> = async () => {};

  /** Again and again until it is due: the pace may have changed, and Node's timers take at most 24 days. */
  function waitFor(due: Due, time: () => number): void {
    const timer = setTimeout(
      () => {
        if (!waiting.has(due)) return;
        if (time() < due.at) return waitFor(due, time);
        waiting.delete(due);
        due.run();
      },
      Math.min(1000, Math.max(1, due.at - time())),
    );
    timer.unref();
    due.cancel = () => clearTimeout(timer);
  }

  return {
    dial,
    onTurn: (one) => {
      tell = one;
    },
    speed: () => speed,
    now: () => (live ? live() : dial.now()),
    after(ms, run) {
      const due: Due = { at: (live ? live() : dial.now()) + ms, run, cancel() {} };
      waiting.add(due);
      if (live) waitFor(due, live);
      else {
        const turned = dial.after(ms, async () => {
          waiting.delete(due);
          await tell(dial.now());
          return run();
        });
        due.cancel = () => turned.cancel();
      }
      return {
        cancel() {
          waiting.delete(due);
          due.cancel();
        },
      };
    },
    goLive(pace) {
      const time = () => pacedTime(pace);
      const first = live === null;
      ({ speed } = pace);
      live = time;
      for (const due of waiting) {
        if (first) due.cancel();
        if (first) waitFor(due, () => (live ? live() : due.at));
      }
    },
  };
}
