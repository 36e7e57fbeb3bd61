import { inspect } from 'node:util';
import type * as Jest from '@jest/globals';

// What tests import from '@jest/globals': Jest's own, and nothing lasts for ever. The runner itself waits without an end.

type Work = (...given: readonly unknown[]) => unknown;
type Adds = (name: string, work: Work, limitMs?: number) => void;
type AddsEach = (...table: readonly unknown[]) => Adds;

const defaultLimitMs = 60_000;
const jest = globalThis as unknown as typeof Jest;

export const { describe, expect } = jest;
export const test = Object.assign(boundedTest(jest.test), {
  only: boundedTest(jest.test.only),
  skip: jest.test.skip,
});
export const beforeAll = boundedHook(jest.beforeAll);
export const beforeEach = boundedHook(jest.beforeEach);
export const afterEach = boundedHook(jest.afterEach);
export const afterAll = boundedHook(jest.afterAll);

function boundedTest(adds: typeof jest.test | typeof jest.test.only) {
  const each = adds.each as unknown as AddsEach;
  return Object.assign(boundedAdd(adds as Adds), {
    each: (...table: readonly unknown[]) => boundedAdd(each(...table)),
  });
}

function boundedAdd(adds: Adds): Adds {
  return (name, work, limitMs) => adds(name, bounded(work, limitMs));
}

function boundedHook(adds: (work: () => Promise<void>) => void) {
  return (work: Work, limitMs?: number) => adds(bounded(work, limitMs));
}

function bounded(work: Work, limitMs = defaultLimitMs): Work & (() => Promise<void>) {
  return async (...given) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`not done within ${limitMs} ms`)), limitMs);
    try {
      await Promise.race([work(...given), late]);
    } catch (error) {
      // The runner tells of errors alone.
      throw error instanceof Error ? error : new Error(`thrown: ${inspect(error)}`);
    } finally {
      clearTimeout(timer);
    }
  };
}
