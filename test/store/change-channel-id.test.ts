import { describe, expect, test } from '@jest/globals';
import { changeChannelId, channelNow } from '../../src/store/change-channel-id.ts';
import { stamp } from '../../src/store/columns.ts';
import type { Db } from '../../src/store/tables.ts';
import { withStore } from '../support/database.ts';

const at = stamp(Date.UTC(2026, 10, 21, 10));

async function waiting(db: Db, workspace: string, channel: string): Promise<void> {
  const surface = `mark:${channel}:1.1`;
  const task = JSON.stringify({ kind: 'paint_mark', channel, ts: '1.1' });
  await db
    .insertInto('errand')
    .values({ workspace, number: 1, sort: 'paint', surface, task, due_at: at, created_at: at })
    .execute();
}

async function comparing(db: Db, workspace: string, channel: string, dueAt: string | null = null): Promise<void> {
  await db
    .insertInto('mending')
    .values({ workspace, number: 1, channel, since_ts: '0', asked: 1, due_at: dueAt })
    .execute();
}

const seen = async (db: Db, workspace: string) => ({
  errands: (await db.selectFrom('errand').select(['surface', 'task']).where('workspace', '=', workspace).execute()).map(
    ({ surface, task }) => [surface, 'channel' in task ? task.channel : null],
  ),
  comparings: (await db.selectFrom('mending').select('channel').where('workspace', '=', workspace).execute()).map(
    ({ channel }) => channel,
  ),
});

describe.each(['postgres', 'pglite'] as const)('a channel that gets another id, %s', (kind) => {
  const held = withStore(kind);
  const change = (workspace: string, from: string, to: string) =>
    held.store.db.transaction().execute((trx) => changeChannelId(trx, workspace, { from, to }));

  test('what is to be done and compared there goes on under the new one, and of another channel nothing changes', async () => {
    const { db } = held.store;
    for (const channel of ['C42', 'C421']) {
      await waiting(db, 'T1', channel);
      await comparing(db, 'T1', channel);
    }
    await change('T1', 'C42', 'C77');
    const left = await seen(db, 'T1');
    expect(left.errands.sort()).toEqual([
      ['mark:C421:1.1', 'C421'],
      ['mark:C77:1.1', 'C77'],
    ]);
    expect(left.comparings.sort()).toEqual(['C421', 'C77']);
  });

  test('what was written down by both ids meanwhile becomes one', async () => {
    const { db } = held.store;
    for (const channel of ['C42', 'C77']) {
      await waiting(db, 'T2', channel);
      // Asked for under the old id, in the moment before.
      await comparing(db, 'T2', channel, channel === 'C42' ? at : null);
    }
    await change('T2', 'C42', 'C77');
    expect(await seen(db, 'T2')).toEqual({ errands: [['mark:C77:1.1', 'C77']], comparings: ['C77'] });
    const comparison = await db
      .selectFrom('mending')
      .select(['asked', 'due_at'])
      .where('workspace', '=', 'T2')
      .execute();
    expect(comparison).toEqual([{ asked: 2, due_at: Date.UTC(2026, 10, 21, 10) }]);
  });

  test('each id that it had leads to the one that it has', async () => {
    await change('T3', 'C1', 'C2');
    await change('T3', 'C2', 'C3');
    const { db } = held.store;
    expect(await Promise.all(['C1', 'C2', 'C3'].map((id) => channelNow(db, 'T3', id)))).toEqual(['C3', 'C3', null]);
    expect(await channelNow(db, 'T4', 'C1')).toBeNull();
  });
});
