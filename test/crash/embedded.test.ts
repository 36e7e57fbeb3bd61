// The same on the embedded database: the lock of the dead process does not keep the next one out of its folder, what
// the dead one had under way goes on at once, and nothing that was answered is lost.
import { expect, test } from '@jest/globals';
import { playWithKills } from '../support/crash-process.ts';
import { playUntilContained } from '../support/crash-story.ts';

const story = { play: playUntilContained };

test('two real kills on the embedded database: Slack ends up as in a calm run on PostgreSQL', async () => {
  const [calm, harmed] = await Promise.all([
    playWithKills(story, 'postgres', { kills: 0, seed: 1, gap: [1, 1] }),
    playWithKills(story, 'pglite', { kills: 2, seed: 7, gap: [12, 30] }),
  ]);
  expect(harmed.deaths).toBe(2);
  expect(harmed.seen).toEqual(calm.seen);
}, 120_000);
