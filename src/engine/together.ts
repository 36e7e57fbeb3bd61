/**
 * Has many things that come at once done together, written or read in one statement: what comes while one is under way
 * waits, and goes with the next. Nothing waits while the database is free. Each caller hears of its own thing.
 */
export interface Together<Item, Result> {
  /** Rejects with what this item failed with. */
  add(item: Item): Promise<Result>;
}

export interface TogetherOptions<Item, Result> {
  /** How many go into one statement at most. */
  readonly most: number;
  /** How many statements may be under way. */
  readonly atOnce: number;
  /** Things of one name never go together: the second goes with a later statement. Null: goes with any. */
  readonly nameOf: (item: Item) => string | null;
  /** All of them or none; the results in the order of the items. */
  readonly doAll: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Whether a failure is that of one item, not of the database: then each is tried alone, so that one fails no other. */
  readonly isOfOne: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

export function createTogether<Item, Result>(options: TogetherOptions<Item, Result>): Together<Item, Result> {
  const { most, atOnce, nameOf, doAll, isOfOne } = options;
  let waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;
  let beginsSoon = false;

  /** Not at once: what the network brought in the same turn of the event loop is to go along. */
  function beginSoon(): void {
    if (beginsSoon) return;
    beginsSoon = true;
    setImmediate(() => {
      beginsSoon = false;
      begin();
    });
  }

  function begin(): void {
    while (underWay < atOnce && waiting.length > 0) {
      underWay += 1;
      doTogether(takeSome()).finally(() => {
        underWay -= 1;
        beginSoon();
      });
    }
  }

  /** Those that have waited longest. */
  function takeSome(): readonly Waiting<Item, Result>[] {
    const taken = new Map<unknown, Waiting<Item, Result>>();
    const left: Waiting<Item, Result>[] = [];
    for (const one of waiting) {
      const name = nameOf(one.item) ?? one;
      if (taken.size < most && !taken.has(name)) taken.set(name, one);
      else left.push(one);
    }
    waiting = left;
    return [...taken.values()];
  }

  async function doTogether(some: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await doAll(some.map(({ item }) => item));
      for (const [index, { done }] of some.entries()) done(results[index] as Result);
    } catch (error) {
      if (some.length > 1 && isOfOne(error)) await Promise.all(some.map((one) => doTogether([one])));
      else for (const { failed } of some) failed(error);
    }
  }

  return {
    add: (item) =>
      new Promise((done, failed) => {
        waiting.push({ item, done, failed });
        beginSoon();
      }),
  };
}
