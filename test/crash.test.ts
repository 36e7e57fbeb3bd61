// A whole incident, from the first word to the post-mortem, while the bot is killed again and again: what stays in Slack
// is what a calm run leaves there. What only one person sees for a moment (ephemerals, answers to a command) may come
// twice, and is left out.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Fate, openCrashStage } from './support/crash-stage.ts';
import { picture, playWhole } from './support/crash-story.ts';

const unharmed: Fate = { atCall: () => null, atAnswer: () => false };

async function play(fate: Fate) {
  const stage = await openCrashStage(fate);
  try {
    await playWhole(stage);
    return { seen: picture(stage.sandbox), ...stage.counts() };
  } finally {
    await stage.close();
  }
}

let calm: Awaited<ReturnType<typeof play>>;
beforeAll(async () => {
  calm = await play(unharmed);
}, 30_000);

test('the calm run tells a whole story', () => {
  const told = JSON.stringify(calm.seen);
  for (const words of ['is fixer', 'INC-1-post-mortem.md', '10 of 10']) expect(told).toContain(words);
  expect(calm.deaths).toBe(0);
});

describe('killed at a call to Slack and started again, Slack ends up the same', () => {
  // Five runs, each dying at every tenth call, by turns before and after Slack has done it: a death at every other call.
  // Every call in both ways would take minutes.
  const every = 10;
  test.each(Array.from({ length: every / 2 }, (_, turn) => 2 * turn))(
    'every tenth call, beginning with %i',
    async (offset) => {
      const harmed = await play({
        atCall: (count) => (count % every !== offset ? null : Math.floor(count / every) % 2 ? 'before' : 'after'),
        atAnswer: () => false,
      });
      expect(harmed.deaths).toBeGreaterThan(6);
      expect(harmed.seen).toEqual(calm.seen);
    },
  );
});

describe('killed when the work is written down and Slack has not heard so, Slack ends up the same', () => {
  test.each([0, 4])('every ninth answer, beginning with %i', async (offset) => {
    const harmed = await play({ atCall: () => null, atAnswer: (count) => count % 9 === offset });
    expect(harmed.deaths).toBeGreaterThan(6);
    expect(harmed.seen).toEqual(calm.seen);
  });
});
