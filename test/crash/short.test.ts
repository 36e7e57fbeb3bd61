// Short stories of what else may happen to an incident, each told calmly, and with every errand delivered twice and killed at a
// share of its calls, answers and mails: what stays in Slack, and what people find in their mail, is what a calm run
// leaves there.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { night } from '../support/crash-night.ts';
import { atEveryAnswer, atEveryCall, atEveryMail, either, inTurns, playOut, unharmed } from '../support/crash-runs.ts';
import { shortStories } from '../support/crash-short-stories.ts';

type Run = Awaited<ReturnType<typeof playOut>>;
const stories = [night, ...shortStories];
// Every call in both ways would take minutes: these die at a few of each.
const fate = either(atEveryMail(3, 1), either(atEveryCall(25, 3), atEveryAnswer(29, 5)));
let runs: readonly Run[] = [];
let mailedTwice: Run | undefined;
// Six side by side, each on a stage of its own: more than half of a run is waiting for the database and for lines to end.
beforeAll(async () => {
  const plays = stories.flatMap((story) => [
    () => playOut(story, unharmed),
    () => playOut(story, fate, { twice: true }),
  ]);
  [mailedTwice, ...runs] = await inTurns(6, [() => playOut(night, unharmed, { twice: true }), ...plays]);
}, 300_000);

describe.each(stories.map((story, place) => ({ ...story, place })))('$title', ({ ends, place }) => {
  const both = () => runs.slice(place * 2, place * 2 + 2);

  test('the calm run comes to its end', () => {
    const [calm] = both();
    for (const words of ends) expect(JSON.stringify(calm?.seen)).toContain(words);
    expect(calm?.deaths).toBe(0);
    expect(calm?.handed).toBe(calm?.mailed.length);
  });

  test('every errand delivered twice, and killed at every twenty-fifth call, every twenty-ninth answer and every third mail', () => {
    const [calm, harmed] = both();
    expect(harmed?.calls).toBeGreaterThan((calm?.calls ?? 0) * 1.2);
    expect(harmed?.deaths).toBeGreaterThan(3);
    expect(harmed?.seen).toEqual(calm?.seen);
    expect(harmed?.mailed).toEqual(calm?.mailed);
  });
});

test('the night has mails, and after a death some come twice with one Message-ID', () => {
  const [calm, harmed] = runs;
  expect(calm?.mailed.length).toBeGreaterThan(5);
  // Delivered twice, a mail is sent once: that it was sent is written down.
  expect(mailedTwice?.handed).toBe(calm?.handed);
  expect(mailedTwice?.mailed).toEqual(calm?.mailed);
  expect(harmed?.handed).toBeGreaterThan(calm?.handed ?? 0);
});
