import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

describe('killed', () => {
  test('calm runs are alike', async () => {
    const t = performance.now();
    const again = await play(unharmed);
    process.stderr.write(`${performance.now() - t} ${again.calls} ${again.answers}\n`);
    expect(again.seen).toEqual(calm.seen);
  });
  test.each([0, 3])('every 12th call from %i', async (offset) => {
    const t = performance.now();
    const again = await play({
      atCall: (count) => (count % 12 !== offset ? null : (count / 12) & 1 ? 'before' : 'after'),
      atAnswer: () => false,
    });
    process.stderr.write(`${performance.now() - t} ${again.calls} ${again.answers} ${again.deaths}\n`);
    expect(again.seen).toEqual(calm.seen);
  });
  test('answers', async () => {
    const t = performance.now();
    const again = await play({
      atCall: () => null,
      atAnswer: (count) => count % 9 === 4,
    });
    process.stderr.write(`${performance.now() - t} ${again.calls} ${again.answers} ${again.deaths}\n`);
    expect(again.seen).toEqual(calm.seen);
  });
});
