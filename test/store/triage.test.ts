import { afterEach, describe, expect, test } from '@jest/globals';
import { defaults } from '../../src/config/defaults.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { CommandBody, Declare } from '../../src/incident/commands.ts';
import { createLog } from '../../src/log.ts';
import { rules } from '../../src/rules.ts';
import { forgetPerson } from '../../src/store/forget-person.ts';
import { withStore } from '../support/database.ts';

// What is looked at before it is an incident stands among the incidents: it is kept, left out, removed and forgotten as such.

const dayMs = 24 * 60 * 60_000;
const start = Date.UTC(2026, 10, 21, 10, 0);
const reporter = 'U0BEN123';

describe('a triage in the database', () => {
  const at = withStore('postgres');
  let now = start;
  let started: Engine | null = null;
  afterEach(() => started?.stop());

  test('is told from incidents, kept as long, and forgets who reported it', async () => {
    const { db } = at.store;
    const options = { store: at.store, rules, clock: { now: () => now }, log: createLog('silent') };
    const engine = createEngine({ ...options, keepMs: 30 * dayMs, pollMs: 1e8 });
    started = engine;
    const declare = async (title: string, triage: boolean) => {
      const looked = triage ? { triage: { reportedBy: reporter, guest: false, channel: 'C1' } } : {};
      const command: Declare = {
        ...{ type: 'declare', by: reporter, workspace: 'T1', title, summary: '', severity: null, private: false },
        ...{ services: [], startedAt: null, policy: defaults, replyTo: { via: 'dm' }, ...looked },
      };
      const { kind, ...rest } = await engine.declare(command, null);
      return [kind, 'incident' in rest ? rest.incident.number : 0];
    };
    const perform = async (number: number, by: string, body: CommandBody) => {
      expect((await engine.perform({ workspace: 'T1', number }, { by, ...body })).kind).toBe('done');
    };
    expect(await declare('Checkout zyzzyva', true)).toEqual(['done', 1]);
    // Typed twice within a minute it is one; declared meanwhile it is another.
    expect(await declare('checkout zyzzyva ', true)).toEqual(['repeated', 1]);
    expect(await declare('Checkout zyzzyva', false)).toEqual(['done', 2]);
    expect(await declare('Checkout zyzzyva', true)).toEqual(['repeated', 1]);
    expect(await declare('Another', true)).toEqual(['done', 3]);
    expect(await declare('A third', true)).toEqual(['done', 4]);
    const numbers = (some: readonly { readonly number: number }[]) => some.map(({ number }) => number);
    expect(numbers(await engine.openIncidents('T1'))).toEqual([2]);
    expect(numbers(await engine.recentIncidents('T1', 9))).toEqual([2]);
    expect(numbers(await engine.openTriages('T1'))).toEqual([1, 3, 4]);

    await perform(1, 'U0ANA123', { type: 'declare_triage', severity: 'sev3', replyTo: { via: 'dm' } });
    await perform(3, reporter, { type: 'answer_check', item: 'identifying.1.1', answer: 'no' });
    await perform(3, reporter, { type: 'end_triage' });
    expect(numbers(await engine.openIncidents('T1'))).toEqual([2, 1]);
    expect(numbers(await engine.openTriages('T1'))).toEqual([4]);

    // Ana declared it, but the words are of who reported it.
    await forgetPerson(db, reporter, [], now);
    const rows = [
      await db.selectFrom('incident').selectAll().execute(),
      await db.selectFrom('entry').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toMatch(/zyzzyva|U0BEN123/);

    engine.start(async () => ({ outcome: 'done' }));
    now = start + 31 * dayMs;
    await engine.drained();
    const left = await db.selectFrom('incident').select('number').orderBy('number').execute();
    // Never declared: no past incident. The one that nobody closed has escalated by then.
    expect(numbers(left)).toEqual([1, 2, 4]);
    expect(await db.selectFrom('past_incident').select('number').execute()).toEqual([]);
    expect(await db.selectFrom('entry').select('number').where('number', '=', 3).execute()).toEqual([]);
  });
});
