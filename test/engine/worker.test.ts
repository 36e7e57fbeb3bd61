import { afterEach, expect, test } from '@jest/globals';
import pino from 'pino';
import { createAbsence } from '../../src/engine/absence.ts';
import { createChanges } from '../../src/engine/changes.ts';
import { createKnown } from '../../src/engine/known.ts';
import type { Parts } from '../../src/engine/parts.ts';
import { recordMessages } from '../../src/engine/record-messages.ts';
import { createTurns } from '../../src/engine/turns.ts';
import { createWorker } from '../../src/engine/worker.ts';
import type { Store } from '../../src/store/open-store.ts';
import { withStore } from '../support/database.ts';
import { dial, listening, loop, newWorkspace, opened, stopLoops } from '../support/loop.ts';
import { toyRules } from '../support/toy-rules.ts';

const at = withStore('postgres');
afterEach(() => stopLoops(at.store));

/** A worker of its own, without an engine that polls for it. */
function worker(store: Store, deliver = listening().deliver) {
  const clock = dial();
  const log = pino({ level: 'silent' });
  const parts: Parts = {
    store,
    absence: createAbsence(log, () => clock.now()),
    rules: toyRules,
    clock,
    messages: recordMessages({ store, clock }),
    log,
    turns: createTurns(),
    known: createKnown(),
    random: () => 0,
    answerMs: 1_000,
  };
  return createWorker(parts, createChanges(parts), { id: 'mine', concurrency: 4, leaseMs: 20_000, deliver });
}

const errands = (workspace: string) =>
  at.store.db
    .selectFrom('errand')
    .select(['state', 'attempt', 'leased_by'])
    .where('workspace', '=', workspace)
    .execute();

test('a stopped worker takes no more work, whoever nudges it', async () => {
  const { ref } = await opened(loop(at.store, dial()), newWorkspace());
  const slack = listening();
  const stopped = worker(at.store, slack.deliver);
  await stopped.stop(1_000);
  stopped.nudge();
  await stopped.idle();
  expect(slack.told).toEqual([]);
  for (const errand of await errands(ref.workspace))
    expect(errand).toEqual({ state: 'waiting', attempt: 0, leased_by: null });
});

test('what it took in the moment in which it was stopped it gives back, as if nobody had tried', async () => {
  const { ref } = await opened(loop(at.store, dial()), newWorkspace());
  const slack = listening();
  const stopped = worker(at.store, slack.deliver);
  // The look for work is on its way to the database now.
  stopped.nudge();
  await stopped.stop(1_000);
  expect(slack.told).toEqual([]);
  const left = await errands(ref.workspace);
  expect(left.length).toBeGreaterThan(0);
  for (const errand of left) expect(errand).toEqual({ state: 'waiting', attempt: 0, leased_by: null });
  // Another takes it over at once, as a first attempt.
  const other = listening();
  const next = worker(at.store, other.deliver);
  await next.idle();
  await next.stop(1_000);
  expect(new Set(other.told.map((job) => job.attempt))).toEqual(new Set([1]));
});

test('whoever waits for a worker that is stopped while it looks for work does not wait for ever', async () => {
  await opened(loop(at.store, dial()), newWorkspace());
  const stopped = worker(at.store);
  stopped.nudge();
  const stopping = stopped.stop(1_000);
  await stopped.idle();
  await stopping;
});

test('an engine that is stopped while one waits for its rest does not throw', async () => {
  const engine = loop(at.store, dial());
  const { ref } = await opened(engine, newWorkspace());
  const begun = Promise.withResolvers<void>();
  const slack = listening(async () => {
    begun.resolve();
    return { outcome: 'later', afterMs: 0, why: 'away' };
  });
  engine.start(slack.deliver);
  const drained = engine.drained();
  await begun.promise;
  await engine.stop();
  await expect(drained).resolves.toBeNull();
  expect((await errands(ref.workspace)).length).toBeGreaterThan(0);
});

test('a look for alarms that the database cuts off is taken up again', async () => {
  const engine = loop(at.store, dial());
  const { ref } = await opened(engine, newWorkspace());
  const slack = listening();
  engine.start(slack.deliver);
  const cut = Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });
  let cuts = 1;
  const { selectFrom } = at.store.db;
  at.store.db.selectFrom = ((...given: Parameters<typeof selectFrom>) => {
    if (given[0] === 'alarm' && cuts-- > 0) throw cut;
    return selectFrom.apply(at.store.db, given);
  }) as typeof selectFrom;
  try {
    await engine.drained();
  } finally {
    at.store.db.selectFrom = selectFrom;
  }
  expect(cuts).toBeLessThan(1);
  expect(slack.told.map((job) => job.ref.workspace)).toContain(ref.workspace);
});
