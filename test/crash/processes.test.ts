// The bot as it really runs, killed with SIGKILL in the middle of a story, and started again each time. On the embedded
// database the lock of the dead process does not keep the next one out of its folder, and nobody frees the leases for it.
import { beforeAll, expect, test } from '@jest/globals';
import { playWithKills } from '../support/crash-process.ts';
import { playUntilContained } from '../support/crash-story.ts';

const story = { play: playUntilContained };

type Run = Awaited<ReturnType<typeof playWithKills>>;
let [calm, killed, embedded]: (Run | undefined)[] = [];
beforeAll(async () => {
  [calm, killed, embedded] = await Promise.all([
    playWithKills(story, 'postgres', { kills: 0, seed: 1, gap: [1, 1] }),
    playWithKills(story, 'postgres', { kills: 5, seed: 20261121, gap: [4, 12] }),
    playWithKills(story, 'pglite', { kills: 2, seed: 7, gap: [12, 30] }),
  ]);
}, 300_000);

test('five real kills: Slack ends up as in a calm run', () => {
  expect(JSON.stringify(calm?.seen)).toContain('is fixer');
  expect(killed?.deaths).toBe(5);
  expect(killed?.seen).toEqual(calm?.seen);
});

test('two real kills on the embedded database: Slack ends up the same', () => {
  expect(embedded?.deaths).toBe(2);
  expect(embedded?.seen).toEqual(calm?.seen);
});
