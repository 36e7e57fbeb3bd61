// A whole incident, from the first word to the post-mortem, while the bot is killed again and again: what stays in Slack
// is what a calm run leaves there. What only one person sees for a moment (ephemerals, answers to a command) may come
// twice, and is left out.
import { beforeAll, expect, test } from '@jest/globals';
import { atEveryAnswer, atEveryCall, either, playOut, unharmed } from '../support/crash-runs.ts';
import { wholeStory } from '../support/crash-story.ts';

type Run = Awaited<ReturnType<typeof playOut>>;
// Two runs die at every twelfth call, by turns before and after Slack has done it: a death at every sixth call. Every call
// in both ways would take minutes.
let [calm, doubled, killed, unheard]: (Run | undefined)[] = [];

// Side by side, each on a stage of its own: more than half of a run is waiting for the database and for lines to end.
beforeAll(async () => {
  [calm, doubled, killed, unheard] = await Promise.all([
    playOut(wholeStory, unharmed),
    playOut(wholeStory, unharmed, { twice: true }),
    playOut(wholeStory, atEveryCall(12, 0)),
    playOut(wholeStory, either(atEveryCall(12, 6), atEveryAnswer(9, 4))),
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

test('killed at every twelfth call to Slack and started again, Slack ends up the same', () => {
  expect(killed?.deaths).toBeGreaterThan(6);
  expect(killed?.seen).toEqual(calm?.seen);
});

test('killed at other calls, and at every ninth answer, when the work is written down and Slack has not heard so, Slack ends up the same', () => {
  expect(unheard?.deaths).toBeGreaterThan(killed?.deaths ?? 0);
  expect(unheard?.seen).toEqual(calm?.seen);
});
