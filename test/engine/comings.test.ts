import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Errand } from '../../src/incident/errands.ts';
import { withStore } from '../support/database.ts';
import { dial, listening, loop, newWorkspace, opened, stopLoops } from '../support/loop.ts';
import { toyHistory } from '../support/toy-history.ts';

// Somebody joins while the history is read: told by an event and by the page in the same moment, it is on the record once.
// On PostgreSQL: the embedded database does one thing at a time.

const place = withStore('postgres');
afterEach(() => stopLoops(place.store));

const start = Date.UTC(2026, 10, 21, 10);
const minute = 60_000;
const joined = '<@U7> joined.';
const brief: Errand = { sort: 'say', surface: 'brief:U7', task: { kind: 'brief_joiner', user: 'U7', channel: 'C' } };

async function room() {
  const clock = dial(start);
  const engine = loop(place.store, clock);
  const { ref, channel } = await opened(engine, newWorkspace());
  const history = toyHistory(channel);
  engine.start(listening().deliver, history);
  await engine.drained();
  clock.turn(10 * minute);
  await engine.drained();
  history.put(`${start / 1000 + 60}.000100`, { kind: 'membership', user: 'U7', text: joined });
  const told = { kind: 'membership', channel, user: 'U7', text: joined, at: start + minute } as const;
  return {
    history,
    read: async () => {
      await engine.mend(ref, { everyThread: false });
      await engine.drained();
    },
    hear: (errands: readonly Errand[] = []) => engine.hear(ref.workspace, 'E7', told, errands),
    comings: async () => (await engine.entries(ref, 'all')).filter(({ kind }) => kind === 'membership'),
  };
}

/** A connection of the test's own, that holds others up. */
async function withHolder(run: (holder: pg.Client) => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: place.url ?? '' });
  await holder.connect();
  try {
    await run(holder);
  } finally {
    await holder.end();
  }
}

/** Waits until a statement with these words waits for somebody's lock, or `work` has come to its end. */
async function heldUp(holder: pg.Client, words: string, work: Promise<unknown>): Promise<void> {
  const query = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`;
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  const isHeldUp = async () => {
    // Within a transaction PostgreSQL goes on showing what it showed first.
    await holder.query('select pg_stat_clear_snapshot()');
    return ((await holder.query(query, [`%${words}%`])).rowCount ?? 0) > 0;
  };
  while (!ended && !(await isHeldUp())) await new Promise((resolve) => setTimeout(resolve, 2));
}

const ourTurn = 'pg_advisory_xact_lock';

test('the event comes while the page is being written', () =>
  withHolder(async (holder) => {
    const { history, read, hear, comings } = await room();
    // The last thing that is written with a page is how far the reading came.
    history.during(async () => {
      await holder.query('begin');
      await holder.query('lock table mending in share mode');
    });
    const reading = read();
    await heldUp(holder, 'set "progress"', reading);
    const hearing = hear();
    await heldUp(holder, ourTurn, hearing);
    await holder.query('commit');
    await Promise.all([reading, hearing]);
    expect(await comings()).toMatchObject([{ actor: 'U7', found: 'mended' }]);
  }));

test(
  'the page is read while the event is being written',
  () =>
    withHolder(async (holder) => {
      const { read, hear, comings } = await room();
      await holder.query('begin');
      await holder.query('lock table errand in share mode');
      // That who joined is to be briefed is written after the joining, in one transaction.
      const hearing = hear([brief]);
      await heldUp(holder, 'insert into errand', hearing);
      const reading = read();
      await heldUp(holder, ourTurn, reading);
      await holder.query('commit');
      await Promise.all([reading, hearing]);
      expect(await comings()).toMatchObject([{ actor: 'U7', found: 'live' }]);
    }),
  20_000,
);
