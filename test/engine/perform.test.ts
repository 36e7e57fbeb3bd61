import { afterEach, describe, expect, test } from '@jest/globals';
import type { Engine, IncidentRef } from '../../src/engine/engine.ts';
import { withStore } from '../support/database.ts';
import { declared, dial, listening, loop, newWorkspace, stopLoops } from '../support/loop.ts';
import { toyDeclare } from '../support/toy-rules.ts';

function note(engine: Engine, ref: IncidentRef, text: string, key: string | null = null) {
  return engine.perform(ref, { type: 'add_note', by: 'U1', text, happenedAt: 5 }, key);
}

describe.each(['pglite', 'postgres'] as const)('changing an incident on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('writes state, record, errands and alarms together', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    expect(await engine.incident(incident)).toEqual(incident);
    expect(incident).toMatchObject({ number: 1, version: 1 });
    expect(await engine.entries(incident, 'all')).toMatchObject([{ kind: 'phase', text: 'declared', ts: null }]);
    const { workspace } = incident;
    const errands = await at.store.db
      .selectFrom('errand')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('id')
      .execute();
    expect(errands.map(({ surface, state, attempt }) => [surface, state, attempt])).toEqual([
      ['channel', 'waiting', 0],
      ['briefing', 'waiting', 0],
    ]);
    const alarms = await at.store.db.selectFrom('alarm').selectAll().where('workspace', '=', workspace).execute();
    expect(alarms).toMatchObject([{ name: 'update', at: incident.nextUpdateAt, command: { type: 'miss_update' } }]);
  });

  test('a refusal leaves nothing behind, not even the key', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    expect(await note(engine, incident, '', 'k')).toMatchObject({ kind: 'refused', refusal: { reason: 'empty' } });
    expect(await engine.incident(incident)).toEqual(incident);
    expect(await note(engine, incident, 'now with words', 'k')).toMatchObject({ kind: 'done' });
  });

  test('the same key again changes nothing', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    expect(await note(engine, incident, 'once', 'k')).toMatchObject({ kind: 'done', incident: { version: 2 } });
    expect(await note(engine, incident, 'once', 'k')).toMatchObject({ kind: 'repeated', incident: { version: 2 } });
    expect(await engine.entries(incident, 'all')).toHaveLength(2);
  });

  test('a rule that throws leaves nothing behind, and the next change works', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await expect(note(engine, incident, 'a bug', 'k')).rejects.toThrow('a rule failed');
    expect(await note(engine, incident, 'no bug', 'k')).toMatchObject({ kind: 'done', incident: { version: 2 } });
  });

  test('an incident that does not exist is not found', async () => {
    const engine = loop(at.store, dial());
    expect(await note(engine, { workspace: newWorkspace(), number: 7 }, 'x')).toEqual({ kind: 'not_found' });
  });

  test('what the database refuses (NUL, half an emoji) is replaced, not lost', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace(), `cut \ud83d and \0 nothing`);
    await note(engine, incident, `half \ude00 \0`);
    expect(await engine.incident(incident)).toMatchObject({ title: 'cut \ufffd and  nothing' });
    expect(await engine.entries(incident, 'all')).toContainEqual(expect.objectContaining({ text: 'half \ufffd ' }));
  });

  test('of two people who take a role in one instant one gets it', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    const take = (by: string) => engine.perform(incident, { type: 'take_role', by, role: 'fixer' });
    const outcomes = await Promise.all(['U1', 'U2', 'U3'].map(take));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused', 'refused']);
  });
});

describe.each(['pglite', 'postgres'] as const)('declaring on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('twenty at once get the numbers 1 to 20', async () => {
    const engine = loop(at.store, dial());
    const other = loop(at.store, dial());
    const workspace = newWorkspace();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, place) => declared(place % 2 ? engine : other, workspace, `Title ${place}`)),
    );
    expect(all.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, place) => place + 1),
    );
  });

  test('the same request opens one incident, whenever it comes again', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const command = toyDeclare({ workspace: newWorkspace() });
    const outcomes = await Promise.all([engine.declare(command, 'trigger'), engine.declare(command, 'trigger')]);
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['done', 'repeated']);
    clock.turn(300_000);
    expect(await engine.declare(command, 'trigger')).toMatchObject({ kind: 'repeated', incident: { number: 1 } });
  });

  test('the same person with the same words within a minute opens one, others their own', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const workspace = newWorkspace();
    const declare = (title: string, by: string, key: string) =>
      engine.declare(toyDeclare({ workspace, title, by }), key);
    await declare('Checkout is down', 'U1', 'a');
    clock.turn(59_000);
    expect(await declare('  checkout IS down ', 'U1', 'b')).toMatchObject({ kind: 'repeated' });
    expect(await declare('Checkout is down', 'U2', 'c')).toMatchObject({ kind: 'done', incident: { number: 2 } });
    clock.turn(2_000);
    expect(await declare('Checkout is down', 'U1', 'd')).toMatchObject({ kind: 'done', incident: { number: 3 } });
    expect(await declare('Checkout is down', 'U1', 'b')).toMatchObject({ kind: 'repeated', incident: { number: 1 } });
  });

  test('a cancelled false alarm does not swallow the real one', async () => {
    const engine = loop(at.store, dial());
    const incident = await declared(engine, newWorkspace());
    await engine.perform(incident, { type: 'cancel', by: 'U1', reason: 'false alarm' });
    expect(await declared(engine, incident.workspace)).toMatchObject({ number: 2 });
  });

  test('a refused declaration uses up no number', async () => {
    const engine = loop(at.store, dial());
    const workspace = newWorkspace();
    expect(await engine.declare(toyDeclare({ workspace, title: ' ' }), 'k')).toMatchObject({ kind: 'refused' });
    expect(await declared(engine, workspace)).toMatchObject({ number: 1 });
  });

  test('incidents are listed: open ones worst and oldest first, recent ones newest first, rooms by channel', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const workspace = newWorkspace();
    for (const severity of ['sev3', 'sev1', 'sev1', 'sev2'] as const) {
      await engine.declare(toyDeclare({ workspace, severity, title: `${severity} ${clock.now()}` }), null);
      clock.turn(1_000);
    }
    await engine.perform({ workspace, number: 4 }, { type: 'cancel', by: 'U1', reason: '' });
    const numbers = (found: readonly { number: number }[]) => found.map(({ number }) => number);
    expect(numbers(await engine.openIncidents(workspace))).toEqual([2, 3, 1]);
    expect(numbers(await engine.recentIncidents(workspace, 3))).toEqual([4, 3, 2]);
    const ref = { workspace, number: 3 };
    await engine.perform(ref, { type: 'channel_opened', by: 'muster', channel: 'C3', name: 'inc', invited: [] });
    expect(await engine.incidentIn(workspace, 'C3')).toMatchObject(ref);
    expect(await engine.incidentIn(workspace, 'C4')).toBeNull();
    expect(await engine.incidentIn('T-other', 'C3')).toBeNull();
  });
});

describe.each(['pglite', 'postgres'] as const)('alarms on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('fire on the clock, each time once, and move on', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const slack = listening();
    engine.start(slack.deliver);
    const incident = await declared(engine, newWorkspace());
    clock.turn(599_999);
    await engine.drained();
    expect(await engine.incident(incident)).toMatchObject({ version: 1 });
    clock.turn(1);
    await engine.drained();
    await engine.drained();
    expect(await engine.incident(incident)).toMatchObject({ version: 2, nextUpdateAt: clock.now() + 600_000 });
  });

  test('a refused alarm goes away, and a failing one rests: neither spins', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    engine.start(listening().deliver);
    const incident = await declared(engine, newWorkspace());
    const { workspace, number } = incident;
    const alarm = (name: string, command: object) =>
      at.store.db
        .insertInto('alarm')
        .values({ workspace, number, name, at: new Date(clock.now()).toISOString(), command: JSON.stringify(command) })
        .execute();
    await alarm('early', { type: 'miss_update', by: 'muster' });
    await alarm('broken', { type: 'add_note', by: 'muster', text: 'a bug', happenedAt: 0 });
    await engine.drained();
    const left = await at.store.db.selectFrom('alarm').selectAll().where('workspace', '=', workspace).execute();
    expect(left.map(({ name }) => name).toSorted()).toEqual(['broken', 'update']);
    expect(await engine.incident(incident)).toMatchObject({ version: 1 });
  });
});
