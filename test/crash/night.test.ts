// A night in which people are fetched, asked, take roles and hand them over, while the bot is killed: what stays in Slack,
// and what people find in their mail, is what a calm run leaves there.
import { beforeAll, expect, test } from '@jest/globals';
import { night } from '../support/crash-night.ts';
import { atEveryAnswer, atEveryCall, atEveryMail, either, playOut, unharmed } from '../support/crash-runs.ts';

type Run = Awaited<ReturnType<typeof playOut>>;
let [calm, doubled, killed]: (Run | undefined)[] = [];
beforeAll(async () => {
  [calm, doubled, killed] = await Promise.all([
    playOut(night, unharmed),
    playOut(night, unharmed, { twice: true }),
    playOut(night, either(atEveryMail(3, 1), either(atEveryCall(14, 3), atEveryAnswer(13, 5)))),
  ]);
}, 60_000);

test('the calm run comes to its end', () => {
  for (const words of night.ends) expect(JSON.stringify(calm?.seen)).toContain(words);
  expect(calm?.deaths).toBe(0);
  expect(calm?.mailed.length).toBeGreaterThan(3);
  expect(calm?.handed).toBe(calm?.mailed.length);
});

test('every errand delivered twice: no second page, ask, offer or mail', () => {
  expect(doubled?.calls).toBeGreaterThan((calm?.calls ?? 0) * 1.2);
  expect(doubled?.handed).toBe(calm?.handed);
  expect(doubled?.seen).toEqual(calm?.seen);
  expect(doubled?.mailed).toEqual(calm?.mailed);
});

test('killed at every fourteenth call, every thirteenth answer, and when every third mail is taken', () => {
  expect(killed?.deaths).toBeGreaterThan(10);
  expect(killed?.handed).toBeGreaterThan(calm?.handed ?? 0);
  expect(killed?.seen).toEqual(calm?.seen);
  expect(killed?.mailed).toEqual(calm?.mailed);
});
