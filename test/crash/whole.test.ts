// A whole incident, from the first word to the post-mortem, while the bot is killed again and again: what stays in Slack
// is what a calm run leaves there. What only one person sees for a moment (ephemerals, answers to a command) may come
// twice, and is left out.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atEveryAnswer, atEveryCall, playOut, unharmed } from '../support/crash-runs.ts';
import { wholeStory } from '../support/crash-story.ts';

let calm: Awaited<ReturnType<typeof playOut>>;
beforeAll(async () => {
  calm = await playOut(wholeStory, unharmed);
}, 30_000);

test('the calm run tells a whole story', () => {
  const told = JSON.stringify(calm.seen);
  for (const words of ['is fixer', 'INC-1-post-mortem.md', '10 of 10']) expect(told).toContain(words);
  expect(calm.deaths).toBe(0);
});

test('every errand delivered twice, as after a death between its effect and the settling, Slack ends up the same', async () => {
  const doubled = await playOut(wholeStory, unharmed, { twice: true });
  expect(doubled.calls).toBeGreaterThan(calm.calls * 1.3);
  expect(doubled.seen).toEqual(calm.seen);
});

describe('killed at a call to Slack and started again, Slack ends up the same', () => {
  // Three runs, each dying at every twelfth call, by turns before and after Slack has done it: a death at every fourth call.
  // Every call in both ways would take minutes.
  test.each([0, 4, 8])('every twelfth call, beginning with %i', async (offset) => {
    const harmed = await playOut(wholeStory, atEveryCall(12, offset));
    expect(harmed.deaths).toBeGreaterThan(6);
    expect(harmed.seen).toEqual(calm.seen);
  });
});

test('killed at every ninth answer, when the work is written down and Slack has not heard so, Slack ends up the same', async () => {
  const harmed = await playOut(wholeStory, atEveryAnswer(9, 4));
  expect(harmed.deaths).toBeGreaterThan(6);
  expect(harmed.seen).toEqual(calm.seen);
});
