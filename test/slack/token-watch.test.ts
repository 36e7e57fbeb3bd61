import { expect, test } from '@jest/globals';
import { createTokenWatch } from '../../src/slack/token-watch.ts';

const minute = 60_000;

test('a refused token: one call a minute is let through, until Slack deals with one again', () => {
  let now = 0;
  const told: (string | null)[] = [];
  const watch = createTokenWatch({ now: () => now, onChange: (why) => told.push(why) });
  expect(watch.waitMs()).toBe(0);
  watch.heard('no_answer');
  watch.heard('internal_error');
  expect([watch.refusedWith, watch.waitMs()]).toEqual([null, 0]);
  watch.heard('account_inactive');
  // Calls that were under way hear it too.
  watch.heard('account_inactive');
  expect([watch.refusedWith, watch.waitMs()]).toEqual(['account_inactive', minute]);
  now = 40_000;
  expect(watch.waitMs()).toBe(20_000);
  now = minute;
  expect([watch.waitMs(), watch.waitMs()]).toEqual([0, minute]);
  // The one that asked got no answer: the next may ask a minute later.
  watch.heard('no_answer');
  expect([watch.refusedWith, watch.waitMs()]).toEqual(['account_inactive', minute]);
  now = 2 * minute;
  expect(watch.waitMs()).toBe(0);
  watch.heard(null);
  expect([watch.refusedWith, watch.waitMs(), watch.waitMs()]).toEqual([null, 0, 0]);
  expect(told).toEqual(['account_inactive', null]);
});
