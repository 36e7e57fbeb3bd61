// Short stories of what else may happen to an incident, each told with every errand delivered twice, and killed at a
// share of its calls and answers: what stays in Slack is what a calm run leaves there.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atEveryAnswer, atEveryCall, either, playOut, unharmed } from '../support/crash-runs.ts';
import { shortStories } from '../support/crash-short-stories.ts';

describe.each(shortStories)('$title', (story) => {
  type Run = Awaited<ReturnType<typeof playOut>>;
  let [calm, doubled, killed]: (Run | undefined)[] = [];
  // Side by side, each on a stage of its own. Every call in both ways would take minutes: these die at a few of each.
  beforeAll(async () => {
    [calm, doubled, killed] = await Promise.all([
      playOut(story, unharmed),
      playOut(story, unharmed, { twice: true }),
      playOut(story, either(atEveryCall(10, 3), atEveryAnswer(13, 5))),
    ]);
  }, 60_000);

  test('the calm run comes to its end', () => {
    for (const words of story.ends) expect(JSON.stringify(calm?.seen)).toContain(words);
    expect(calm?.deaths).toBe(0);
  });

  test('every errand delivered twice', () => {
    expect(doubled?.calls).toBeGreaterThan((calm?.calls ?? 0) * 1.2);
    expect(doubled?.seen).toEqual(calm?.seen);
  });

  test('killed at every tenth call and every thirteenth answer', () => {
    expect(killed?.deaths).toBeGreaterThan(3);
    expect(killed?.seen).toEqual(calm?.seen);
  });
});
