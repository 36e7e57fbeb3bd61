import { afterEach, describe, expect, test } from '@jest/globals';
import type { IncidentRef } from '../../src/engine/engine.ts';
import { nextRounds } from '../../src/engine/next-rounds.ts';
import { claimErrands } from '../../src/store/claim-errands.ts';
import { claimRounds } from '../../src/store/claim-rounds.ts';
import { freeLeases } from '../../src/store/free-leases.ts';
import type { Store } from '../../src/store/open-store.ts';
import { withStore } from '../support/database.ts';
import { dial, listening, loop, newWorkspace, noteOf, opened, stopLoops } from '../support/loop.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('several processes on postgres', () => {
  const at = withStore('postgres');
  afterEach(() => stopLoops(at.store));

  test('two workers keep the order, and say each thing once', async () => {
    const clock = dial();
    const engines = [loop(at.store, clock), loop(at.store, clock), loop(at.store, clock)];
    const rooms = await Promise.all(engines.map((engine) => opened(engine, newWorkspace())));
    const said: string[] = [];
    for (const engine of engines)
      engine.start(
        listening(async (job) => {
          await pause(Math.random() * 3);
          if (job.errand.sort === 'say') said.push(`${job.ref.workspace} ${noteOf(job)}`);
          return { outcome: 'done' };
        }).deliver,
      );
    const texts = Array.from({ length: 15 }, (_, place) => String(place));
    await Promise.all(
      rooms.map(async ({ ref }) => {
        for (const [place, text] of texts.entries())
          await engines[place % 3]?.perform(ref, { type: 'add_note', by: 'U1', text, happenedAt: 1 });
      }),
    );
    await Promise.all(engines.map((engine) => engine.drained()));
    for (const { ref } of rooms)
      expect(said.filter((line) => line.startsWith(`${ref.workspace} `))).toEqual(
        texts.map((text) => `${ref.workspace} ${text}`),
      );
  });

  test('of two processes only one performs a request', async () => {
    const engines = [loop(at.store, dial()), loop(at.store, dial())];
    const { ref } = await opened(engines[0] as (typeof engines)[0], newWorkspace());
    const command = { type: 'add_note', by: 'U1', text: 'once', happenedAt: 1 } as const;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, place) => engines[place % 2]?.perform(ref, command, 'same')),
    );
    expect(outcomes.filter((outcome) => outcome?.kind === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome?.kind === 'repeated')).toHaveLength(9);
  });

  test('what one process did, the other builds upon, though it knew an older state', async () => {
    const engines = [loop(at.store, dial()), loop(at.store, dial())];
    const [one, other] = engines as [(typeof engines)[0], (typeof engines)[0]];
    const { ref } = await opened(one, newWorkspace());
    for (let round = 0; round < 6; round += 1)
      await Promise.all(
        engines.map((engine, place) =>
          engine.perform(ref, { type: 'add_note', by: 'U1', text: `${place} ${round}`, happenedAt: 1 }),
        ),
      );
    // Declared, opened, and twelve notes: each stands on the one before.
    expect(await one.incident(ref)).toMatchObject({ version: 14 });
    expect(await one.entries(ref, 'key')).toHaveLength(13);
    await one.perform(ref, { type: 'take_role', by: 'U1', role: 'fixer' });
    // A yes and a no come from the newest state as well: the other process has seen neither who was first …
    const take = { type: 'take_role', by: 'U2', role: 'fixer' } as const;
    expect(await other.perform(ref, take)).toMatchObject({ kind: 'refused', incident: { version: 15 } });
    // … nor that he has left.
    await one.perform(ref, { type: 'vacate_role', by: 'U1', role: 'fixer', user: null });
    expect(await other.perform(ref, take)).toMatchObject({ kind: 'done', incident: { version: 17 } });
  });

  test('the card shows the newest state although changes and paints race', async () => {
    const clock = dial();
    const engines = [loop(at.store, clock), loop(at.store, clock)];
    const [one, other] = engines as [(typeof engines)[0], (typeof engines)[0]];
    const { ref } = await opened(one, newWorkspace());
    let card = '';
    for (const engine of engines)
      engine.start(
        listening(async ({ errand }) => {
          if (errand.surface === 'briefing') card = (await engine.incident(ref))?.summary ?? '';
          return { outcome: 'done' };
        }).deliver,
      );
    for (let round = 0; round < 30; round += 1) {
      const engine = round % 2 ? one : other;
      await engine.perform(ref, { type: 'set_summary', by: 'U1', summary: `state ${round}`, reason: '' });
      if (round % 5 === 4) {
        await Promise.all(engines.map((each) => each.drained()));
        expect(card).toBe(`state ${round}`);
      }
    }
  });

  test('a round of which a change holds a part is left to the next look: not waited for, and not torn', async () => {
    const { ref } = await opened(loop(at.store, dial()), newWorkspace());
    await at.store.db.deleteFrom('errand').execute();
    await queueRound(at.store, ref);
    const worker = { id: 'one', leaseMs: 60_000, now: dial().now() };
    const claim = () => claimRounds(at.store.db, ref.workspace, worker, nextRounds);
    await at.store.db.transaction().execute(async (trx) => {
      await trx.updateTable('errand').set({ why: null }).where('surface', '=', 'announcement').execute();
      expect(await claim()).toEqual([]);
    });
    expect((await claim()).flatMap(({ errands }) => errands)).toHaveLength(3);
  });
});

describe.each(['pglite', 'postgres'] as const)('after a death on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('the errand of a process that died is taken over when its lease ends, as a second attempt', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await opened(engine, newWorkspace());
    const dead = { id: 'dead', limit: 8, leaseMs: 60_000, now: clock.now() };
    const { errands: taken } = await claimErrands(at.store.db, dead);
    expect(taken.map(({ number }) => number)).toContain(ref.number);
    expect((await claimErrands(at.store.db, { ...dead, id: 'other' })).errands).toEqual([]);
    await at.store.db.updateTable('errand').set({ lease_until: '2026-01-01T00:00:00Z' }).execute();
    const slack = listening();
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.map(({ id, attempt }) => [id, attempt])).toEqual(taken.map(({ id }) => [String(id), 2]));
  });

  test('where nobody else can hold a lease, the work of a dead process goes on at once, as a second attempt', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    await opened(engine, newWorkspace());
    const dead = { id: 'dead', limit: 8, leaseMs: 3_600_000, now: clock.now() };
    const { errands: taken } = await claimErrands(at.store.db, dead);
    expect(taken.length).toBeGreaterThan(0);
    await freeLeases(at.store.db);
    const slack = listening();
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.map(({ id, attempt }) => [id, attempt])).toEqual(taken.map(({ id }) => [String(id), 2]));
  });

  test('a round is taken whole by one process, and taken over whole when that dies', async () => {
    const now = dial().now();
    const { ref } = await opened(loop(at.store, dial()), newWorkspace());
    await at.store.db.deleteFrom('errand').execute();
    await queueRound(at.store, ref);
    const claim = (id: string) => claimRounds(at.store.db, ref.workspace, { id, leaseMs: 60_000, now }, nextRounds);
    const taken = (await Promise.all([claim('one'), claim('other')])).flat();
    expect(taken.map(({ errands }) => errands.map(({ surface }) => surface))).toEqual([surfaces]);
    expect(taken[0]?.incident).toMatchObject(ref);
    // What changes meanwhile waits for all of it.
    await at.store.db
      .deleteFrom('errand')
      .where('surface', '=', 'briefing')
      .where('workspace', '=', ref.workspace)
      .execute();
    await queueRound(at.store, ref);
    expect(await claim('one')).toEqual([]);
    await at.store.db
      .updateTable('errand')
      .set({ lease_until: '2026-01-01T00:00:00Z' })
      .where('state', '=', 'leased')
      .execute();
    const [again] = await claim('other');
    expect(again?.errands.map(({ surface, attempt }) => [surface, attempt])).toEqual([
      ['announcement', 2],
      ['home:U1', 2],
      ['briefing', 1],
    ]);
  });

  test('a lease is renewed while its work lasts', async () => {
    const engine = loop(at.store, dial(), { leaseMs: 300 });
    const { ref } = await opened(engine, newWorkspace());
    await at.store.db.deleteFrom('errand').where('workspace', '=', ref.workspace).where('sort', '=', 'paint').execute();
    const leaseEnd = async () =>
      (await at.store.db.selectFrom('errand').select('lease_until').where('workspace', '=', ref.workspace).execute())[0]
        ?.lease_until ?? 0;
    const [begun, enough] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    engine.start(
      listening(async () => {
        begun.resolve();
        await enough.promise;
        return { outcome: 'done' };
      }).deliver,
    );
    await begun.promise;
    const first = await leaseEnd();
    let last = first;
    for (let looks = 0; last <= first && looks < 500; looks += 1) {
      await pause(20);
      last = await leaseEnd();
    }
    enough.resolve();
    await engine.drained();
    expect(last).toBeGreaterThan(first);
  });

  test('whoever lost the lease settles nothing', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref, channel } = await opened(engine, newWorkspace());
    await at.store.db.deleteFrom('errand').where('workspace', '=', ref.workspace).where('sort', '=', 'paint').execute();
    const begun = Promise.withResolvers<void>();
    const slack = listening(async (job) => {
      // As if another process had taken it over meanwhile.
      await at.store.db
        .updateTable('errand')
        .set({ leased_by: 'other', attempt: 2 })
        .where('id', '=', Number(job.id))
        .execute();
      begun.resolve();
      const commands = [{ type: 'add_note', by: 'muster', text: 'of the loser', happenedAt: 1 }] as const;
      return { outcome: 'done', commands, posted: { channel, ts: '1.1' } };
    });
    engine.start(slack.deliver);
    await begun.promise;
    await engine.stop();
    expect((await engine.entries(ref, 'all')).map(({ text }) => text)).not.toContain('of the loser');
    expect(await engine.backlog()).toMatchObject({ waiting: 1 });
  });

  test('stopping waits for what is under way and leaves the rest', async () => {
    const engine = loop(at.store, dial(), { concurrency: 1 });
    const { ref } = await opened(engine, newWorkspace());
    const begun = Promise.withResolvers<void>();
    const slack = listening(async (job) => {
      begun.resolve();
      await pause(20);
      return job.signal.aborted ? { outcome: 'done' } : { outcome: 'later', afterMs: null, why: 'not told to stop' };
    });
    engine.start(slack.deliver);
    await begun.promise;
    await engine.stop();
    expect(slack.told).toHaveLength(1);
    const left = await at.store.db
      .selectFrom('errand')
      .select('state')
      .where('workspace', '=', ref.workspace)
      .execute();
    expect(left).toEqual([{ state: 'waiting' }]);
  });
});

const surfaces = ['briefing', 'announcement', 'home:U1'];

/** Briefing, announcement and a home, to be painted together. */
async function queueRound(store: Store, ref: IncidentRef): Promise<void> {
  const at = new Date(dial().now()).toISOString();
  for (const surface of surfaces) {
    const task = JSON.stringify({ kind: 'paint_briefing' });
    const row = { ...ref, sort: 'paint', surface, task, round: 'facts', due_at: at, created_at: at } as const;
    await store.db.insertInto('errand').values(row).execute();
  }
}
