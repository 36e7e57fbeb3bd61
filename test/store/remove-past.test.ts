import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { defaults } from '../../src/config/defaults.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Command } from '../../src/incident/commands.ts';
import { createLog } from '../../src/log.ts';
import { rules } from '../../src/rules.ts';
import { withStore } from '../support/database.ts';

const dayMs = 24 * 60 * 60_000;
const start = Date.UTC(2026, 10, 21, 10, 0);

describe('keeping for thirty days', () => {
  const at = withStore('postgres');
  let started: Engine | null = null;
  afterEach(() => started?.stop());

  test('then a record goes, and leaves that it was; what is open, newer or still to be archived stays', async () => {
    const { db } = at.store;
    let now = start;
    const clock = { now: () => now };
    const engine = createEngine({
      store: at.store,
      rules,
      clock,
      log: createLog('silent'),
      keepMs: 30 * dayMs,
      pollMs: 1e8,
    });
    started = engine;
    engine.start(async () => ({ outcome: 'done' }));
    const declare = async (number: number) => {
      const shared = {
        type: 'declare',
        by: `U${number}`,
        workspace: 'T1',
        severity: 'sev3',
        private: false,
        services: [],
      } as const;
      const words = {
        title: `zyzzyva ${number}`,
        summary: '',
        startedAt: null,
        policy: defaults,
        replyTo: { via: 'dm' },
      } as const;
      await engine.declare({ ...shared, ...words }, `declare:${number}`);
      await engine.perform(
        { workspace: 'T1', number },
        { type: 'channel_opened', by: 'muster', channel: `C${number}`, name: '', invited: [] },
      );
      await engine.rememberPerson('T1', { user: `U${number}`, name: `name-${number}`, zone: 'UTC', kind: 'member' });
      const ts = `${number}.1`;
      const said = {
        kind: 'message',
        channel: `C${number}`,
        ts,
        threadTs: null,
        user: `U${number}`,
        text: 'zyzzyva',
        files: [],
        at: now,
      } as const;
      await engine.hear('T1', `said:${number}`, said);
      await engine.hear('T1', `mark:${number}`, {
        kind: 'mark',
        channel: `C${number}`,
        ts,
        user: 'U9',
        how: 'pushpin',
        change: 'add',
        at: now,
      });
    };
    const perform = async (number: number, ...types: readonly Command['type'][]) => {
      for (const type of types) {
        const command = { type, by: 'U9', impactEndedAt: null, note: '', reason: 'over' } as unknown as Command;
        expect((await engine.perform({ workspace: 'T1', number }, command)).kind).toBe('done');
      }
    };
    for (const number of [1, 2, 3, 4]) await declare(number);
    // 1: closed, nobody settles its post-mortem. 2: stays open. 3: to be archived in 14 days. 4: cancelled later.
    await perform(1, 'resolve', 'close');
    await perform(3, 'cancel');
    const numbers = async () => (await engine.recentIncidents('T1', 9)).map(({ number }) => number).sort();
    now = start + 29.5 * dayMs;
    // Nobody archives 3 in this test: its alarm stays where it was put.
    await sql`update alarm set at = ${new Date(start + 90 * dayMs).toISOString()}::timestamptz where name = 'archive_room'`.execute(
      db,
    );
    await perform(4, 'cancel');
    await engine.drained();
    expect(await numbers()).toEqual([1, 2, 3, 4]);
    now = start + 30 * dayMs + 1;
    await engine.drained();
    // It is time, but one looks once a day only.
    expect(await numbers()).toEqual([1, 2, 3, 4]);
    now = start + 31 * dayMs;
    await engine.drained();
    expect(await numbers()).toEqual([2, 3, 4]);
    const left = await db.selectFrom('past_incident').selectAll().execute();
    expect(left).toEqual([
      { workspace: 'T1', number: 1, severity: 'sev3', declared_at: start, closed_at: start, removed_at: now },
    ]);
    for (const table of ['entry', 'errand', 'alarm', 'seen'] as const) {
      expect(await db.selectFrom(table).select('number').where('number', '=', 1).execute()).toEqual([]);
    }
    expect(await db.selectFrom('mark').select('channel').distinct().orderBy('channel').execute()).toEqual(
      ['C2', 'C3', 'C4'].map((channel) => ({ channel })),
    );
    expect((await engine.people('T1', ['U1', 'U2'])).size).toBe(1);
    expect(await engine.entries({ workspace: 'T1', number: 2 }, 'all')).not.toEqual([]);

    // Killed between the incident and its entries: the next day takes the rest.
    await sql`insert into entry (workspace, number, at, recorded_at, kind, actor, text, key_event)
      values ('T1', 1, now(), now(), 'note', 'U1', 'zyzzyva', false)`.execute(db);
    now += dayMs;
    await engine.drained();
    expect(await db.selectFrom('entry').select('id').where('number', '=', 1).execute()).toEqual([]);
  });
});
