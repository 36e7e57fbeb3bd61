import { describe, expect, test } from '@jest/globals';
import { createTogether } from '../../src/engine/together.ts';

/** Writings that end when the test says so. `write('a')`: 'a' names it. */
function stage(
  more: { readonly most?: number; readonly atOnce?: number; readonly fails?: (item: string) => string | null } = {},
) {
  const begun: { readonly items: readonly string[]; readonly end: () => void }[] = [];
  const together = createTogether<string, string>({
    most: more.most ?? 10,
    atOnce: more.atOnce ?? 1,
    nameOf: (item) => item.slice(0, 1),
    doAll: async (items) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      begun.push({ items, end: resolve });
      await promise;
      const failure = items.map((item) => more.fails?.(item) ?? null).find((why) => why !== null);
      if (failure !== undefined) throw new Error(failure);
      return items.map((item) => `${item} done`);
    },
    isOfOne: (error) => (error as Error).message !== 'away',
  });
  const seen: string[] = [];
  const write = (item: string) =>
    together.add(item).then(
      (result) => void seen.push(result),
      (error: Error) => void seen.push(`${item} ${error.message}`),
    );
  /** Everything that can happen without an ending has happened. */
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, seen, write, settled };
}

describe('written together', () => {
  test('what comes in one turn goes together, what comes during a writing with the next', async () => {
    const { begun, seen, write, settled } = stage();
    for (const item of ['a', 'b']) write(item);
    await settled();
    for (const item of ['c', 'd', 'e']) write(item);
    await settled();
    expect(begun.map(({ items }) => items)).toEqual([['a', 'b']]);
    expect(seen).toEqual([]);
    begun[0]?.end();
    await settled();
    expect(seen).toEqual(['a done', 'b done']);
    expect(begun.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  test('the same thing twice goes in two writings, and no more than so many go at once', async () => {
    const { begun, seen, write, settled } = stage({ most: 2 });
    for (const item of ['a', 'a again', 'b', 'c']) write(item);
    for (let round = 0; round < 3; round += 1) {
      await settled();
      begun[round]?.end();
    }
    await settled();
    expect(begun.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['a again', 'c'],
    ]);
    expect(seen).toEqual(['a done', 'b done', 'a again done', 'c done']);
  });

  test('a second writing does not wait for the first', async () => {
    const { begun, seen, write, settled } = stage({ atOnce: 2 });
    for (const item of ['a', 'b', 'c']) {
      write(item);
      await settled();
    }
    expect(begun.map(({ items }) => items)).toEqual([['a'], ['b']]);
    begun[1]?.end();
    await settled();
    expect(seen).toEqual(['b done']);
    expect(begun.map(({ items }) => items)).toEqual([['a'], ['b'], ['c']]);
  });

  test('one that cannot be written fails alone', async () => {
    const { begun, seen, write, settled } = stage({ fails: (item) => (item === 'b' ? 'poison' : null) });
    for (const item of ['a', 'b', 'c']) write(item);
    for (let round = 0; round < 2; round += 1) {
      await settled();
      for (const { end } of begun) end();
    }
    await settled();
    expect(seen.toSorted()).toEqual(['a done', 'b poison', 'c done']);
  });

  test('when the database is away, nothing is tried again one by one', async () => {
    const { begun, seen, write, settled } = stage({ fails: () => 'away' });
    for (const item of ['a', 'b']) write(item);
    await settled();
    begun[0]?.end();
    await settled();
    expect(seen).toEqual(['a away', 'b away']);
    expect(begun).toHaveLength(1);
  });
});
