import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { decideTogether } from '../../src/engine/decide-together.ts';
import type { Engine, IncidentRef, Outcome } from '../../src/engine/engine.ts';
import { NoAnswerInTime } from '../../src/engine/turns.ts';
import { unfold } from '../../src/engine/unfold.ts';
import type { Command } from '../../src/incident/commands.ts';
import type { Db } from '../../src/store/tables.ts';
import { withStore } from '../support/database.ts';
import { declared, dial, loop, newWorkspace, opened, stopLoops } from '../support/loop.ts';
import { toyDeclare, toyRules } from '../support/toy-rules.ts';

const note = (text: string): Command => ({ type: 'add_note', by: 'U1', text, happenedAt: 5 });
const take = (by: string): Command => ({ type: 'take_role', by, role: 'fixer' });
const kindsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

async function notesOf(engine: Engine, ref: IncidentRef): Promise<readonly string[]> {
  const entries = await engine.entries(ref, 'all');
  return entries.filter(({ kind }) => kind === 'note').map(({ text }) => text);
}

describe.each(['pglite', 'postgres'] as const)('commands that come at once, on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('of one incident are each performed on what the one before left, in their order', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    // The first of a process takes the long way; from then on the incident is known.
    await engine.perform(incident, note('first'), null);
    const texts = Array.from({ length: 50 }, (_, place) => `note ${place}`);
    const outcomes = await Promise.all(texts.map((text) => engine.perform(incident, note(text), `key ${text}`)));
    expect(outcomes.map((outcome) => ('incident' in outcome ? outcome.incident.version : outcome.kind))).toEqual(
      texts.map((_, place) => place + 3),
    );
    expect(await notesOf(engine, incident)).toEqual(['first', ...texts]);
    expect(await engine.incident(incident)).toMatchObject({ version: 52 });
    const errands = await at.store.db.selectFrom('errand').select(['sort', 'surface']).orderBy('id').execute();
    expect(errands.filter(({ sort }) => sort === 'say')).toHaveLength(51);
    expect(errands.filter(({ surface }) => surface === 'briefing')).toHaveLength(1);
  });

  test('of many incidents stay each with its own', async () => {
    const engine = loop(at.store, dial());
    const workspace = newWorkspace();
    const incidents = await Promise.all(
      Array.from({ length: 5 }, (_, place) => declared(engine, workspace, `Title ${place}`)),
    );
    for (const incident of incidents) await engine.perform(incident, note('known'), null);
    await Promise.all(
      Array.from({ length: 40 }, (_, place) => {
        const incident = incidents[place % 5] as IncidentRef;
        return engine.perform(incident, note(`${incident.number}`), `key ${place}`);
      }),
    );
    for (const incident of incidents) {
      expect(await notesOf(engine, incident)).toEqual(['known', ...Array(8).fill(`${incident.number}`)]);
    }
  });

  test('an act stays with the errand that posts it', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), null);
    await Promise.all(['a', 'b', 'c'].map((text) => engine.perform(incident, note(text), null)));
    const rows = await at.store.db
      .selectFrom('entry')
      .innerJoin('errand', 'errand.id', 'entry.errand')
      .select(['entry.text', 'errand.task'])
      .where('entry.workspace', '=', incident.workspace)
      .where('entry.kind', '=', 'note')
      .execute();
    expect(rows).toHaveLength(4);
    for (const { text, task } of rows) expect(task).toMatchObject({ event: { text } });
  });

  test('a crowd for one role: one gets it, all others hear who has it', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), null);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, place) => engine.perform(incident, take(`U${place}`), `key ${place}`)),
    );
    expect(kindsOf(outcomes)).toEqual(['done', ...Array(19).fill('refused')]);
    expect(outcomes.slice(1)).toEqual(
      Array(19).fill(expect.objectContaining({ refusal: expect.objectContaining({ user: 'U0' }) })),
    );
    // A second crowd meets nothing but refusals, and leaves nothing behind.
    const late = await Promise.all(['U30', 'U31'].map((by) => engine.perform(incident, take(by), `late ${by}`)));
    expect(kindsOf(late)).toEqual(['refused', 'refused']);
    expect(await engine.incident(incident)).toMatchObject({ version: 3 });
    expect(await at.store.db.selectFrom('seen').selectAll().where('key', 'like', 'late%').execute()).toEqual([]);
  });

  test('a request that is repeated among them is performed once', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), 'early');
    const twins = await Promise.all(['once', 'twice'].map((text) => engine.perform(incident, note(text), 'twin')));
    expect(kindsOf(twins)).toEqual(['done', 'repeated']);
    const others = await Promise.all(['other', 'early', 'last'].map((key) => engine.perform(incident, note(key), key)));
    expect(kindsOf(others)).toEqual(['done', 'repeated', 'done']);
    expect(await notesOf(engine, incident)).toEqual(['known', 'once', 'other', 'last']);
  });

  test('a request that was performed is not refused when it comes again', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), null);
    expect(await engine.perform(incident, take('U1'), 'click')).toMatchObject({ kind: 'done' });
    expect(await engine.perform(incident, take('U1'), 'click')).toMatchObject({ kind: 'repeated' });
  });

  test('one whose rule fails, fails alone', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), null);
    const outcomes = await Promise.allSettled(
      ['before', 'a bug', 'after'].map((text) => engine.perform(incident, note(text), null)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await notesOf(engine, incident)).toEqual(['known', 'before', 'after']);
  });

  test('one that cannot be written fails alone', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, note('known'), null);
    // No time that the database knows.
    const never: Command = { type: 'add_note', by: 'U1', text: 'never', happenedAt: 8_640_000_000_000_000 };
    const outcomes = await Promise.allSettled(
      [note('before'), never, note('after')].map((command) => engine.perform(incident, command, null)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await notesOf(engine, incident)).toEqual(['known', 'before', 'after']);
  });

  test('what another process changed meanwhile is seen, by who decides and by who looks', async () => {
    const [mine, theirs] = [loop(at.store, dial()), loop(at.store, dial())];
    const { ref, channel } = await opened(mine, newWorkspace());
    await mine.perform(ref, note('known'), null);
    await theirs.perform(ref, take('U2'), null);
    expect(await mine.perform(ref, take('U1'), null)).toMatchObject({ kind: 'refused', refusal: { user: 'U2' } });
    await theirs.perform(ref, { type: 'vacate_role', by: 'U2', role: 'fixer', user: null }, null);
    expect(await mine.incident(ref)).toMatchObject({ roles: [] });
    await theirs.perform(ref, take('U3'), null);
    expect(await mine.incidentIn(ref.workspace, channel)).toMatchObject({ roles: [{ user: 'U3' }] });
    await theirs.perform(ref, { type: 'vacate_role', by: 'U3', role: 'fixer', user: null }, null);
    const both = await Promise.all(['U4', 'U5'].map((by) => mine.perform(ref, take(by), null)));
    expect(kindsOf(both)).toEqual(['done', 'refused']);
  });

  test('two processes in the same rooms lose nothing and never wait for each other for ever', async () => {
    const patient = { answerMs: 30_000 };
    const both = [loop(at.store, dial(), patient), loop(at.store, dial(), patient)] as const;
    const workspace = newWorkspace();
    const rooms = [await declared(both[0], workspace, 'One'), await declared(both[1], workspace, 'Two')];
    await Promise.all(
      Array.from({ length: 60 }, (_, place) => {
        const room = rooms[(place + Math.floor(place / 2)) % 2] as IncidentRef;
        return both[place % 2 === 0 ? 0 : 1].perform(room, note(`note ${place}`), `key ${place}`);
      }),
    );
    const notes = await Promise.all(rooms.map((room) => notesOf(both[0], room)));
    expect(notes.flat().toSorted()).toEqual(Array.from({ length: 60 }, (_, place) => `note ${place}`).toSorted());
    const versions = await Promise.all(rooms.map((room) => both[1].incident(room)));
    expect(versions.map((room) => (room?.version ?? 0) - 1).reduce((sum, count) => sum + count)).toBe(60);
  });
});

describe('waiting for an answer', () => {
  const at = withStore('postgres');
  afterEach(() => stopLoops(at.store));

  test('ends in time, and what had not begun is not done later', async () => {
    const engine = loop(at.store, dial());
    // In haste: only what cannot be answered is asked of it, for a busy machine may take longer for anything else.
    const hasty = loop(at.store, dial(), { answerMs: 1_000 });
    const incident = await declared(engine, newWorkspace());
    const free = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = at.store.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('incident')
        .select('number')
        .where('workspace', '=', incident.workspace)
        .forUpdate()
        .execute();
      held.resolve();
      await free.promise;
    });
    await held.promise;
    const begun = hasty.perform(incident, note('begun'), null).catch((error: unknown) => error);
    // Its line is in the database already: this one waits for the next.
    while (!(await isSomebodyWaiting(at.store.db))) await new Promise((resolve) => setImmediate(resolve));
    const waits = hasty.perform(incident, note('too late'), null).catch((error: unknown) => error);
    expect(await begun).toBeInstanceOf(NoAnswerInTime);
    expect(await waits).toBeInstanceOf(NoAnswerInTime);
    free.resolve();
    await holding;
    // What had begun is done now, unless somebody else is quicker.
    while ((await notesOf(engine, incident)).length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await engine.perform(incident, note('afterwards'), null)).toMatchObject({ kind: 'done' });
    expect(await notesOf(engine, incident)).toEqual(['begun', 'afterwards']);
  });
});

test('deciding together ends before what must be performed alone', () => {
  const decision = toyRules.declare(toyDeclare(), 1, 0, null);
  if ('refused' in decision) throw new Error('declaring was refused');
  const { incident } = unfold(toyRules, null, decision.events);
  const countOf = (...commands: Command[]) =>
    decideTogether(
      toyRules,
      incident,
      commands.map((command) => ({ command, key: null })),
      0,
    ).outcomes.length;
  const room: Command = { type: 'channel_opened', by: 'muster', channel: 'C1', name: 'inc', invited: [] };
  expect(countOf(note('a'), take('U1'), take('U2'), note('b'))).toBe(4);
  expect(countOf(note('a'), room, note('b'))).toBe(1);
  expect(countOf(note('a bug'), note('b'))).toBe(0);
});

/** Whether a statement in this database waits for a row that another holds. */
async function isSomebodyWaiting(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows.length > 0;
}
