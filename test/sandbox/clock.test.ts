import { expect, test } from '@jest/globals';
import { dialClock, realClock } from '../../sandbox/clock.ts';

test('a dial runs what falls due in its order, also what that starts, and waits for it', async () => {
  const clock = dialClock(1000);
  const seen: string[] = [];
  const note = (name: string) => void seen.push(`${name} ${clock.now()}`);
  clock.after(20, () => note('b'));
  clock.after(10, async () => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    note('a');
    clock.after(5, () => note('a2'));
  });
  clock.after(20, () => note('c'));
  clock.after(25, () => note('never')).cancel();
  clock.after(31, () => note('later'));
  await clock.advance(30);
  expect(seen).toEqual(['a 1010', 'a2 1015', 'b 1020', 'c 1020']);
  expect(clock.now()).toBe(1030);
});

test('a dial lets what is under way come to rest first, but not for ever', async () => {
  const clock = dialClock(0, { graceMs: 5 });
  let rested = 0;
  clock.settleFirst(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    rested = clock.now();
  });
  clock.settleFirst(() => new Promise(() => {}));
  await clock.advance(100);
  expect(clock.now()).toBe(100);
  expect(rested).toBe(100);
});

test('a fast clock runs fast, its timers too', async () => {
  const clock = realClock({ speed: 1000, startAt: 5000 });
  const before = clock.now();
  await new Promise<void>((resolve) => void clock.after(2000, resolve));
  expect(clock.now() - before).toBeGreaterThanOrEqual(1900);
});
