import { describe, expect, test } from '@jest/globals';
import { withStore } from '../support/database.ts';

describe.each(['pglite', 'postgres'] as const)('a store on %s', (kind) => {
  const at = withStore(kind);
  test('answers', async () => {
    await at.store.ping();
    expect(await at.store.migrate()).toEqual([]);
  });
});
