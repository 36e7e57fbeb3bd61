// A whole incident, from the first word to the post-mortem, while the bot is killed again and again: what stays in Slack
// is what a calm run leaves there. What only one person sees for a moment (ephemerals, answers to a command) may come
// twice, and is left out.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atEveryAnswer, atEveryCall, playOut, unharmed } from '../support/crash-runs.ts';
import { wholeStory } from '../support/crash-story.ts';

type Run = Awaited<ReturnType<typeof playOut>>;
// Two runs, each dying at every twelfth call, by turns before and after Slack has done it: a death at every sixth call.
// Every call in both ways would take minutes.
const offsets = [0, 6];
let [calm, doubled, unheard]: (Run | undefined)[] = [];
let atCalls: readonly Run[] = [];

// Side by side, each on a stage of its own: more than half of a run is waiting for the database and for lines to end.
beforeAll(async () => {
  [calm, doubled, unheard, ...atCalls] = await Promise.all([
    playOut(wholeStory, unharmed),
    playOut(wholeStory, unharmed, { twice: true }),
    playOut(wholeStory, atEveryAnswer(9, 4)),
    ...offsets.map((offset) => playOut(wholeStory, atEveryCall(12, offset))),
  ]);
}, 300_000);

test('the calm run tells a whole story', () => {
  const told = JSON.stringify(calm?.seen);
  for (const words of ['is fixer', 'INC-1-post-mortem.md', '10 of 10']) expect(told).toContain(words);
  expect(calm?.deaths).toBe(0);
});

test('every errand delivered twice, as after a death between its effect and the settling, Slack ends up the same', () => {
  expect(doubled?.calls).toBeGreaterThan((calm?.calls ?? 0) * 1.3);
  expect(doubled?.seen).toEqual(calm?.seen);
});

describe('killed at a call to Slack and started again, Slack ends up the same', () => {
  test.each(offsets.map((offset, place) => [offset, place]))('every twelfth call, beginning with %i', (_, place) => {
    expect(atCalls[place]?.deaths).toBeGreaterThan(6);
    expect(atCalls[place]?.seen).toEqual(calm?.seen);
  });
});

test('killed at every ninth answer, when the work is written down and Slack has not heard so, Slack ends up the same', () => {
  expect(unheard?.deaths).toBeGreaterThan(6);
  expect(unheard?.seen).toEqual(calm?.seen);
});
