import { describe, expect, test } from '@jest/globals';
import { restCalls, takeCall } from '../../src/store/call-budget.ts';
import { withStore } from '../support/database.ts';

const begin = Date.UTC(2026, 10, 21, 9, 30);
const method = 'conversations.history';

describe.each(['pglite', 'postgres'] as const)('calls that nobody waits for, on %s', (kind) => {
  const at = withStore(kind);

  test('two processes together make no more than 42 in any minute, 12 at once, and are told how long to wait', async () => {
    const of = { workspace: 'T1', method };
    const calls: number[] = [];
    for (let now = begin; now < begin + 3 * 60_000; ) {
      const waits = await Promise.all([takeCall(at.store.db, of, now), takeCall(at.store.db, of, now)]);
      calls.push(...waits.filter((wait) => wait === 0).map(() => now));
      now += Math.min(...waits);
    }
    expect(calls.filter((call) => call === begin)).toHaveLength(12);
    const most = Math.max(...calls.map((from) => calls.filter((call) => call >= from && call < from + 60_000).length));
    expect(most).toBeLessThanOrEqual(42);
    expect(most).toBeGreaterThan(38);
    // Each method has its own, in each workspace.
    expect(await takeCall(at.store.db, { ...of, method: 'conversations.replies' }, begin)).toBe(0);
    expect(await takeCall(at.store.db, { ...of, workspace: 'T2' }, begin)).toBe(0);
  });

  test('when Slack asks one of them to wait, nobody calls before', async () => {
    const of = { workspace: 'T3', method };
    expect(await takeCall(at.store.db, of, begin)).toBe(0);
    await restCalls(at.store.db, of, begin + 30_000);
    expect(await takeCall(at.store.db, of, begin)).toBe(30_000);
    expect(await takeCall(at.store.db, of, begin + 29_999)).toBe(1);
    expect(await takeCall(at.store.db, of, begin + 30_000)).toBe(0);
  });

  test('a process whose clock is behind gains nothing by it', async () => {
    const of = { workspace: 'T4', method };
    for (let call = 0; call < 12; call += 1) expect(await takeCall(at.store.db, of, begin)).toBe(0);
    expect(await takeCall(at.store.db, of, begin - 60_000)).toBeGreaterThan(0);
    expect(await takeCall(at.store.db, of, begin)).toBeGreaterThan(0);
  });
});
