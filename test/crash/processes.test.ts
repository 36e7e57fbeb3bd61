// The bot as it really runs, killed with SIGKILL ten times in the middle of a story, and started again each time.
import { expect, test } from '@jest/globals';
import { playWithKills } from '../support/crash-process.ts';
import { playUntilContained } from '../support/crash-story.ts';

const story = { play: playUntilContained };

test('ten real kills: Slack ends up as in a calm run', async () => {
  const calm = await playWithKills(story, 'postgres', { kills: 0, seed: 1, gap: [1, 1] });
  expect(JSON.stringify(calm.seen)).toContain('is fixer');
  const harmed = await playWithKills(story, 'postgres', { kills: 10, seed: 20261121, gap: [3, 8] });
  expect(harmed.deaths).toBe(10);
  expect(harmed.seen).toEqual(calm.seen);
}, 120_000);
