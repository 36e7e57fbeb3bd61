// Short stories of what else may happen to an incident, each told with every errand delivered twice, and killed at a
// share of its calls, answers and mails: what stays in Slack, and what people find in their mail, is what a calm run
// leaves there.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { night } from '../support/crash-night.ts';
import { atEveryAnswer, atEveryCall, atEveryMail, either, inTurns, playOut, unharmed } from '../support/crash-runs.ts';
import { shortStories } from '../support/crash-short-stories.ts';

type Run = Awaited<ReturnType<typeof playOut>>;
const stories = [night, ...shortStories];
// Every call in both ways would take minutes: these die at a few of each.
const fate = either(atEveryMail(3, 1), either(atEveryCall(15, 3), atEveryAnswer(17, 5)));
let runs: readonly Run[] = [];
// Six side by side, each on a stage of its own: more than half of a run is waiting for the database and for lines to end.
beforeAll(async () => {
  const plays = stories.flatMap((story) => [
    () => playOut(story, unharmed),
    () => playOut(story, unharmed, { twice: true }),
    () => playOut(story, fate),
  ]);
  runs = await inTurns(6, plays);
}, 300_000);

describe.each(stories.map((story, place) => ({ ...story, place })))('$title', ({ ends, place }) => {
  const three = () => runs.slice(place * 3, place * 3 + 3);

  test('the calm run comes to its end', () => {
    const [calm] = three();
    for (const words of ends) expect(JSON.stringify(calm?.seen)).toContain(words);
    expect(calm?.deaths).toBe(0);
    expect(calm?.handed).toBe(calm?.mailed.length);
  });

  test('every errand delivered twice', () => {
    const [calm, doubled] = three();
    expect(doubled?.calls).toBeGreaterThan((calm?.calls ?? 0) * 1.2);
    expect(doubled?.seen).toEqual(calm?.seen);
    expect(doubled?.mailed).toEqual(calm?.mailed);
  });

  test('killed at every fifteenth call, every seventeenth answer and every third mail', () => {
    const [calm, , killed] = three();
    expect(killed?.deaths).toBeGreaterThan(2);
    expect(killed?.seen).toEqual(calm?.seen);
    expect(killed?.mailed).toEqual(calm?.mailed);
  });
});

test('the night has mails, and some come twice with one Message-ID', () => {
  const [calm, doubled, killed] = runs;
  expect(calm?.mailed.length).toBeGreaterThan(5);
  expect(doubled?.handed).toBe(calm?.handed);
  expect(killed?.handed).toBeGreaterThan(calm?.handed ?? 0);
});
