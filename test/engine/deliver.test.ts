import { afterEach, describe, expect, test } from '@jest/globals';
import type { Delivered, Engine, IncidentRef, Job } from '../../src/engine/engine.ts';
import { stamp } from '../../src/store/columns.ts';
import type { Store } from '../../src/store/open-store.ts';
import { withStore } from '../support/database.ts';
import { declared, dial, listening, loop, newWorkspace, noteOf, opened, stopLoops } from '../support/loop.ts';

function note(engine: Engine, ref: IncidentRef, text: string) {
  return engine.perform(ref, { type: 'add_note', by: 'U1', text, happenedAt: 5 });
}

function setSummary(engine: Engine, ref: IncidentRef, summary: string) {
  return engine.perform(ref, { type: 'set_summary', by: 'U1', summary, reason: '' });
}

/** Takes the errands of the opening away: these tests bring their own. */
async function quiet(store: Store, engine: Engine): Promise<{ ref: IncidentRef; channel: string }> {
  const room = await opened(engine, newWorkspace());
  await store.db.deleteFrom('errand').where('workspace', '=', room.ref.workspace).execute();
  return room;
}

const later = (afterMs: number | null = null): Delivered => ({ outcome: 'later', afterMs, why: 'ratelimited' });
const never: Delivered = { outcome: 'never', why: 'is_archived', what: '#incidents' };

describe.each(['pglite', 'postgres'] as const)('delivering on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  test('lines of one surface are said in order, whatever another surface does', async () => {
    const engine = loop(at.store, dial());
    const { ref } = await quiet(at.store, engine);
    for (const text of ['1', '2', '3', '4', '5']) await note(engine, ref, text);
    const slack = listening();
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.map(noteOf).filter((text) => text !== 'paint_briefing')).toEqual(['1', '2', '3', '4', '5']);
    expect(slack.kinds().filter((each) => each === 'paint_briefing')).toHaveLength(1);
    expect(await engine.backlog()).toEqual({ waiting: 0, parked: 0, oldestWaitingAt: null });
  });

  test('different surfaces are told side by side, one surface never twice at once', async () => {
    const engine = loop(at.store, dial());
    const { ref } = await quiet(at.store, engine);
    await note(engine, ref, '1');
    await note(engine, ref, '2');
    const now = new Map<string, number>();
    let side = 0;
    let twice = 0;
    const slack = listening(async ({ errand }) => {
      now.set(errand.surface, (now.get(errand.surface) ?? 0) + 1);
      twice = Math.max(twice, ...now.values());
      side = Math.max(side, [...now.values()].filter((count) => count > 0).length);
      await new Promise((resolve) => setTimeout(resolve, 3));
      now.set(errand.surface, (now.get(errand.surface) ?? 0) - 1);
      return { outcome: 'done' };
    });
    engine.start(slack.deliver);
    await engine.drained();
    expect({ side, twice }).toEqual({ side: 2, twice: 1 });
  });

  test('a paint that is under way is followed by one more when the state changes meanwhile, and by one only', async () => {
    const engine = loop(at.store, dial());
    const { ref } = await quiet(at.store, engine);
    await setSummary(engine, ref, 'first');
    const painted: string[] = [];
    const slack = listening(async () => {
      painted.push((await engine.incident(ref))?.summary ?? '');
      if (painted.length === 1) for (const text of ['second', 'third', 'last']) await setSummary(engine, ref, text);
      return { outcome: 'done' };
    });
    engine.start(slack.deliver);
    await engine.drained();
    expect(painted).toEqual(['first', 'last']);
  });

  test('what Slack answered is performed with the settling, and the act gets the ts of its post', async () => {
    const engine = loop(at.store, dial());
    const { ref, channel } = await quiet(at.store, engine);
    await note(engine, ref, 'said');
    const message = { channel, ts: '1700000000.000100' };
    const slack = listening(({ errand }) =>
      errand.sort === 'paint'
        ? {
            outcome: 'done',
            commands: [{ type: 'surface_posted', by: 'muster', surface: { kind: 'briefing' }, message }],
          }
        : { outcome: 'done', posted: { channel, ts: '1700000000.000200' } },
    );
    engine.start(slack.deliver);
    await engine.drained();
    expect(await engine.incident(ref)).toMatchObject({ room: { briefing: message.ts } });
    const entries = await engine.entries(ref, 'all');
    expect(entries.filter(({ ts }) => ts !== null)).toMatchObject([
      { kind: 'note', text: 'said', channel, ts: '1700000000.000200' },
    ]);
    expect(await engine.entryAt(ref.workspace, { channel, ts: '1700000000.000200' })).toMatchObject({ text: 'said' });
  });

  test('asked to wait, it waits that long on the clock, keeps its place, and holds up nobody else', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await note(engine, ref, '1');
    await note(engine, ref, '2');
    let away = true;
    const slack = listening((job) => (away && noteOf(job) === '1' ? later(30_000) : { outcome: 'done' }));
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.map(noteOf).toSorted()).toEqual(['1', 'paint_briefing']);
    clock.turn(29_999);
    away = false;
    await engine.drained();
    expect(slack.told).toHaveLength(2);
    clock.turn(1);
    await engine.drained();
    expect(slack.told.slice(2).map((job) => [noteOf(job), job.attempt])).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
  });

  test('the incident is told once when something goes on failing, and when it works again', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await note(engine, ref, '1');
    let away = true;
    const slack = listening((job) => (away && noteOf(job) === '1' ? later() : { outcome: 'done' }));
    engine.start(slack.deliver);
    const problems: number[] = [];
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await engine.drained();
      problems.push((await engine.incident(ref))?.problems.length ?? -1);
      const row = await at.store.db
        .selectFrom('errand')
        .select('due_at')
        .where('workspace', '=', ref.workspace)
        .executeTakeFirstOrThrow();
      waits.push(row.due_at - clock.now());
      clock.turn(row.due_at - clock.now());
    }
    expect(problems).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(await engine.incident(ref)).toMatchObject({ problems: [{ errand: 'say_line', why: 'ratelimited' }] });
    away = false;
    await engine.drained();
    expect(await engine.incident(ref)).toMatchObject({ problems: [] });
  });

  test('what Slack will never do is parked and shown, and blocks nothing', async () => {
    const engine = loop(at.store, dial());
    const { ref } = await quiet(at.store, engine);
    await note(engine, ref, '1');
    await note(engine, ref, '2');
    const slack = listening((job) => (noteOf(job) === '1' ? never : { outcome: 'done' }));
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.map(noteOf).filter((text) => text !== 'paint_briefing')).toEqual(['1', '2']);
    expect(await engine.incident(ref)).toMatchObject({
      problems: [{ errand: 'say_line', why: 'is_archived', what: '#incidents' }],
    });
    expect(await engine.backlog()).toMatchObject({ waiting: 0, parked: 1 });
  });

  test('a briefing that can never be painted does not paint itself for ever, and recovers when it can', async () => {
    const engine = loop(at.store, dial());
    const { ref } = await quiet(at.store, engine);
    await setSummary(engine, ref, 'x');
    let answer: Delivered = never;
    const slack = listening(() => answer);
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told.length).toBeLessThan(4);
    expect((await engine.incident(ref))?.problems).toHaveLength(1);
    expect(await engine.backlog()).toMatchObject({ parked: 1 });
    answer = { outcome: 'done' };
    await setSummary(engine, ref, 'y');
    await engine.drained();
    expect((await engine.incident(ref))?.problems).toEqual([]);
    expect(await engine.backlog()).toMatchObject({ waiting: 0, parked: 0 });
  });

  test('a delivery that throws is tried again, then given up for good', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await note(engine, ref, 'bad');
    await note(engine, ref, 'good');
    const slack = listening((job) => {
      if (noteOf(job) === 'bad') throw new TypeError('a bug');
      return { outcome: 'done' };
    });
    engine.start(slack.deliver);
    for (let round = 0; round < 12; round += 1) {
      await engine.drained();
      clock.turn(60_000);
    }
    expect(slack.told.map(noteOf).filter((text) => text === 'bad')).toHaveLength(8);
    expect(slack.told.map(noteOf)).toContain('good');
    expect(await engine.incident(ref)).toMatchObject({ problems: [{ errand: 'say_line', why: 'TypeError' }] });
  });

  test('waiting for the room is no failure, and ends when it opens', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const workspace = newWorkspace();
    const incident = await declared(engine, workspace);
    let mayOpen = false;
    let waitMs = 500;
    const open = { type: 'channel_opened', by: 'muster', channel: 'C9', name: 'inc', invited: [] } as const;
    const slack = listening(async ({ errand, ref }): Promise<Delivered> => {
      if (errand.task.kind === 'open_channel') return mayOpen ? { outcome: 'done', commands: [open] } : later(10_000);
      return (await engine.incident(ref))?.room.channel === null ? later(waitMs) : { outcome: 'done' };
    });
    engine.start(slack.deliver);
    for (let round = 0; round < 10; round += 1) {
      await engine.drained();
      clock.turn(1_000);
    }
    expect(await engine.incident(incident)).toMatchObject({ problems: [], room: { channel: null } });
    waitMs = 3_600_000;
    await engine.drained();
    mayOpen = true;
    clock.turn(10_000);
    await engine.drained();
    expect(await engine.incident(incident)).toMatchObject({ problems: [], room: { channel: 'C9' } });
    const last = slack.told.at(-1) as Job;
    expect([last.errand.task.kind, last.attempt]).toEqual(['paint_briefing', 1]);
  });

  test('at rest it says when the next thing is due: an errand, an alarm or a comparison', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref, channel } = await quiet(at.store, engine);
    const alarm = (await engine.incident(ref))?.nextUpdateAt ?? null;
    expect(alarm).toBeGreaterThan(clock.now());
    const slack = listening(async () => later(90_000));
    engine.start(slack.deliver);
    expect(await engine.drained()).toBe(alarm);
    await note(engine, ref, 'later');
    expect(await engine.drained()).toBe(clock.now() + 90_000);
    const due_at = stamp(clock.now() + 60_000);
    await at.store.db
      .insertInto('mending')
      .values({ workspace: ref.workspace, number: ref.number, channel, since_ts: '0', due_at })
      .execute();
    expect(await engine.drained()).toBe(clock.now() + 60_000);
    for (const table of ['errand', 'alarm', 'mending'] as const) await at.store.db.deleteFrom(table).execute();
    expect(await engine.drained()).toBeNull();
  });

  test('a paint that must wait and a newer one become one, on the older row', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await setSummary(engine, ref, 'a');
    let first = true;
    const slack = listening(async () => {
      if (!first) return { outcome: 'done' };
      first = false;
      await setSummary(engine, ref, 'b');
      return later(5_000);
    });
    engine.start(slack.deliver);
    await engine.drained();
    expect(await engine.backlog()).toMatchObject({ waiting: 1 });
    clock.turn(5_000);
    await engine.drained();
    expect(slack.told.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(slack.told[0]?.id).toBe(slack.told[1]?.id);
  });

  test('the answer and the errand are settled together or not at all', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref, channel } = await quiet(at.store, engine);
    await note(engine, ref, 'said');
    let bug = true;
    const slack = listening((job) => {
      const text = bug && noteOf(job) === 'said' ? 'a bug' : 'answered';
      const commands = [{ type: 'add_note', by: 'muster', text, happenedAt: 1 }] as const;
      return noteOf(job) === 'said'
        ? { outcome: 'done', commands, posted: { channel, ts: '1.1' } }
        : { outcome: 'done' };
    });
    engine.start(slack.deliver);
    await engine.drained();
    expect(await engine.entryAt(ref.workspace, { channel, ts: '1.1' })).toBeNull();
    expect(await engine.backlog()).toMatchObject({ waiting: 1 });
    bug = false;
    clock.turn(60_000);
    await engine.drained();
    expect(await engine.entryAt(ref.workspace, { channel, ts: '1.1' })).toMatchObject({ text: 'said' });
    expect((await engine.entries(ref, 'all')).map(({ text }) => text)).toContain('answered');
  });

  test('the oldest is what is late: not what waits in peace, for an archived room say', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await setSummary(engine, ref, 'a');
    let answer: Delivered = { outcome: 'later', afterMs: 600_000, why: 'archived', isCalm: true };
    engine.start(listening(async () => answer).deliver);
    await engine.drained();
    clock.turn(500_000);
    const lateSince = async () => (await engine.backlog()).oldestWaitingAt ?? 0;
    expect(await lateSince()).toBe(clock.now() + 100_000);
    // It fails, and its due time moves on: it is late since it was written down.
    answer = later(600_000);
    clock.turn(100_000);
    await engine.drained();
    expect(await lateSince()).toBe(clock.now() - 600_000);
  });

  test('what an attempt kept is there for the next', async () => {
    const clock = dial();
    const engine = loop(at.store, clock);
    const { ref } = await quiet(at.store, engine);
    await setSummary(engine, ref, 'a');
    const slack = listening(async (job) => {
      if (job.attempt > 1) return { outcome: 'done' };
      await job.keep({ file: 'F1' });
      await job.keep({ share: 'S1' });
      return later(1_000);
    });
    engine.start(slack.deliver);
    await engine.drained();
    clock.turn(1_000);
    await engine.drained();
    expect(slack.told.map(({ kept }) => kept)).toEqual([{}, { file: 'F1', share: 'S1' }]);
  });

  test('one incident with a hundred errands does not keep another from its first', async () => {
    const engine = loop(at.store, dial(), { concurrency: 4 });
    const busy = await quiet(at.store, engine);
    const calm = await quiet(at.store, engine);
    const task = (ts: string) => ({ kind: 'paint_mark', channel: busy.channel, ts }) as const;
    const heard = { kind: 'membership', channel: busy.channel, user: 'U1', text: '', at: 1 } as const;
    const errands = Array.from({ length: 100 }, (_, place) => ({
      sort: 'paint' as const,
      surface: `mark:${place}`,
      task: task(String(place)),
    }));
    await engine.hear(busy.ref.workspace, 'many', heard, errands);
    await setSummary(engine, calm.ref, 'x');
    const slack = listening();
    engine.start(slack.deliver);
    await engine.drained();
    expect(slack.told).toHaveLength(101);
    expect(slack.told.findIndex(({ ref }) => ref.workspace === calm.ref.workspace)).toBeLessThan(4);
  });
});
