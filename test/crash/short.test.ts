// Short stories of what else may happen to an incident, each told with every errand delivered twice, and killed at a
// share of its calls and answers: what stays in Slack is what a calm run leaves there.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atEveryAnswer, atEveryCall, either, playOut, unharmed } from '../support/crash-runs.ts';
import { shortStories } from '../support/crash-short-stories.ts';

describe.each(shortStories)('$title', (story) => {
  let calm: Awaited<ReturnType<typeof playOut>>;
  beforeAll(async () => {
    calm = await playOut(story, unharmed);
  }, 30_000);

  test('the calm run comes to its end', () => {
    for (const words of story.ends) expect(JSON.stringify(calm.seen)).toContain(words);
  });

  test('every errand delivered twice', async () => {
    expect((await playOut(story, unharmed, { twice: true })).seen).toEqual(calm.seen);
  });

  // Every call in both ways would take minutes: a death at a few calls and answers, elsewhere in each run.
  test.each([3, 10])(
    'killed at every fourteenth call and every seventeenth answer, beginning with %i',
    async (offset) => {
      const harmed = await playOut(story, either(atEveryCall(14, offset), atEveryAnswer(17, offset)));
      expect(harmed.deaths).toBeGreaterThan(2);
      expect(harmed.seen).toEqual(calm.seen);
    },
  );
});
