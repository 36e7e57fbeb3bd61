import { afterEach, describe, expect, test } from '@jest/globals';
import type { Heard, IncidentRef } from '../../src/engine/engine.ts';
import type { Entry } from '../../src/record/entry.ts';
import { withStore } from '../support/database.ts';
import { declared, dial, listening, loop, newWorkspace, opened, stopLoops } from '../support/loop.ts';

const sentAt = Date.UTC(2026, 10, 21, 9);

describe.each(['pglite', 'postgres'] as const)('recording on %s', (kind) => {
  const at = withStore(kind);
  afterEach(() => stopLoops(at.store));

  /** A war room, and the things that can happen to one message in it, each with its place in time. */
  async function room() {
    const engine = loop(at.store, dial());
    const { ref, channel } = await opened(engine, newWorkspace());
    const place = { channel, ts: '1700000000.000100', threadTs: null } as const;
    let keys = 0;
    const newKey = () => {
      keys += 1;
      return `E${keys}`;
    };
    const hear = (heard: Heard, key = newKey()) => engine.hear(ref.workspace, key, heard);
    const message = (text = 'one'): Heard => ({
      kind: 'message',
      ...place,
      user: 'U1',
      text,
      files: [],
      at: sentAt,
    });
    const edit = (text: string, previousText: string | null, after: number): Heard => ({
      kind: 'edit',
      ...place,
      user: 'U1',
      text,
      files: [],
      previousText,
      at: sentAt,
      editedAt: sentAt + after,
    });
    const deletion = (previousText: string | null, after: number): Heard => ({
      kind: 'deletion',
      ...place,
      user: 'U1',
      previousText,
      at: sentAt,
      deletedAt: sentAt + after,
    });
    const mark = (
      user: string,
      how: 'pushpin' | 'pin' | 'shortcut',
      change: 'add' | 'remove' | 'toggle',
      after = 0,
    ): Heard => ({
      kind: 'mark',
      channel,
      ts: place.ts,
      user,
      how,
      change,
      at: sentAt + after,
    });
    const kept = async (): Promise<Entry> => (await engine.entryAt(ref.workspace, place)) as Entry;
    return { engine, ref, channel, place, hear, message, edit, deletion, mark, kept };
  }

  async function messages(engine: ReturnType<typeof loop>, ref: IncidentRef) {
    return (await engine.entries(ref, 'all')).filter((entry) => entry.kind === 'message');
  }

  test('an edit that changes the files: they are kept, also the one that is gone', async () => {
    const { hear, message, edit, kept } = await room();
    const file = (id: string) => ({ id, name: `${id}.png`, type: 'png', size: 5, permalink: `https://x/${id}` });
    const names = async () => (await kept()).files.map(({ name, removed }) => `${name}${removed ? ' removed' : ''}`);
    await hear({ ...message(), files: [file('a'), file('b')] } as Heard);
    expect(await hear({ ...edit('one', 'one', 1000), files: [file('a'), file('c')] } as Heard)).toMatchObject({
      first: true,
    });
    expect(await names()).toEqual(['a.png', 'b.png removed', 'c.png']);
    expect((await kept()).revisions).toEqual([]);
    expect(await hear({ ...edit('one', 'one', 1000), files: [file('a'), file('c')] } as Heard)).toMatchObject({
      first: false,
    });
    await hear({ ...edit('three', 'two', 9000), files: [file('c')] } as Heard);
    // Late: what was added since is not taken away.
    await hear({ ...edit('two', 'one', 5000), files: [file('a')] } as Heard);
    expect(await names()).toEqual(['a.png removed', 'b.png removed', 'c.png']);
    // Repeated, from before the removal: of two events with the time of the last edit nobody knows which is newer.
    await hear({ ...edit('three', 'two', 9000), files: [file('a'), file('c')] } as Heard);
    expect(await names()).toEqual(['a.png removed', 'b.png removed', 'c.png']);
  });

  test('a message is kept whole, once, whatever its event is called', async () => {
    const { engine, ref, hear, message, kept, place } = await room();
    const files = [{ name: 'a.png', type: 'png', size: 5, permalink: 'https://x' }];
    const said = { ...message('half \ud83d and \0'), files, threadTs: '1.2' } as Heard;
    expect(await hear(said)).toEqual({ ref, first: true, keyEvent: false });
    expect(await hear(said)).toMatchObject({ first: false });
    expect(await messages(engine, ref)).toHaveLength(1);
    expect(await kept()).toMatchObject({
      at: sentAt,
      actor: 'U1',
      text: 'half \ufffd and ',
      files,
      ...place,
      threadTs: '1.2',
      found: 'live',
      revisions: [],
      deletedAt: null,
    });
  });

  test('messages that come at once are kept together: each told its own, doubles once, and one that cannot be written fails no other', async () => {
    const { engine, ref, message, hear, edit, kept } = await room();
    const other = await opened(engine, ref.workspace, 'Another');
    await hear(edit('one, edited', 'one', 5));
    const at = (ts: string, more: Partial<Heard> = {}) => ({ ...message(`at ${ts}`), ts, ...more }) as Heard;
    const said = [
      message('one'),
      at('1700000009.000100'),
      at('1700000001.000100'),
      at('1700000002.000100', { channel: 'C-lunch' }),
      at('1700000001.000100'),
      at('1700000003.000100', { channel: other.channel }),
      // A time that PostgreSQL does not know.
      at('1700000004.000100', { at: 8.64e15 }),
    ];
    const told = await Promise.allSettled(said.map((heard) => hear(heard)));
    const first = { ref, first: true, keyEvent: false };
    const answers = told.map((one) => (one.status === 'fulfilled' ? one.value : ('failed' as const)));
    // Which of the two that are the same comes first is left to the database: one with each of two statements.
    const [, , same, , again] = answers;
    expect([same, again]).toEqual(expect.arrayContaining([first, { ...first, first: false }]));
    expect(answers).toEqual([first, first, same, null, again, { ...first, ref: other.ref }, 'failed']);
    expect((await messages(engine, ref)).map(({ text }) => text).toSorted()).toEqual([
      'at 1700000001.000100',
      'at 1700000009.000100',
      'one, edited',
    ]);
    expect(await messages(engine, other.ref)).toMatchObject([{ text: 'at 1700000003.000100' }]);
    expect((await kept()).revisions).toEqual([{ text: 'one', at: sentAt }]);
  });

  test('what is said where there is no war room is not kept', async () => {
    const { engine, ref, message, edit, deletion, mark } = await room();
    for (const heard of [message(), edit('b', 'a', 1), deletion('b', 2), mark('U1', 'pin', 'add')])
      expect(await engine.hear(ref.workspace, 'k', { ...heard, channel: 'C-lunch' })).toBeNull();
    expect(await messages(engine, ref)).toEqual([]);
  });

  const earlier = (text: string, after = 0) => ({ text, at: sentAt + after });
  const orders: [string, string[]][] = [
    ['as it happened', ['message', 'edit 1', 'edit 2', 'deletion']],
    ['the deletion first', ['deletion', 'message', 'edit 1', 'edit 2']],
    ['the second edit before the first', ['message', 'edit 2', 'edit 1', 'deletion']],
    ['the message last', ['edit 1', 'edit 2', 'deletion', 'message']],
    ['the deletion first, the message last', ['deletion', 'edit 1', 'edit 2', 'message']],
    ['everything backwards', ['deletion', 'edit 2', 'edit 1', 'message']],
    [
      'everything twice',
      ['message', 'message', 'edit 1', 'edit 1', 'edit 2', 'edit 1', 'edit 2', 'deletion', 'deletion', 'message'],
    ],
  ];
  /** `one`, edited to `two` and `three`, and deleted, each so many milliseconds later; told in this order. */
  async function lived(order: readonly string[], [first, second, end]: readonly [number, number, number]) {
    const { engine, ref, hear, message, edit, deletion, kept } = await room();
    const events: Record<string, Heard> = {
      message: message('one'),
      'edit 1': edit('two', 'one', first),
      'edit 2': edit('three', 'two', second),
      deletion: deletion('three', end),
    };
    for (const name of order) await hear(events[name] as Heard);
    return { entry: await kept(), all: await messages(engine, ref) };
  }

  test.each(orders)('a message, two edits and its deletion, %s: every text is kept', async (_name, order) => {
    const { entry, all } = await lived(order, [1_000, 2_000, 3_000]);
    expect(all).toHaveLength(1);
    expect(entry).toMatchObject({ text: 'three', deletedAt: sentAt + 3_000, actor: 'U1', at: sentAt });
    expect(entry.revisions.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(entry.revisions[0]).toEqual(earlier('one'));
  });

  test.each(orders)('the same within one second, %s: the texts keep their order', async (_name, order) => {
    const { text, revisions } = (await lived(order, [1_000, 1_000, 1_400])).entry;
    expect([...revisions, { text }].map((one) => one.text)).toEqual(['one', 'two', 'three']);
  });

  test('an earlier text carries the time when it was written', async () => {
    const { hear, message, edit, kept } = await room();
    for (const heard of [message('one'), edit('two', 'one', 1_000), edit('three', 'two', 2_000)]) await hear(heard);
    expect((await kept()).revisions).toEqual([earlier('one'), earlier('two', 1_000)]);
  });

  test('edits in the same second are told apart by what was there before', async () => {
    const { hear, message, edit, kept } = await room();
    for (const heard of [
      message('one'),
      edit('two', 'one', -100),
      edit('three', 'two', -100),
      edit('two', 'one', -100),
    ])
      await hear(heard);
    expect(await kept()).toMatchObject({ text: 'three', revisions: [{ text: 'one' }, { text: 'two' }] });
  });

  test('an edit that changes no words (a link unfolds) is no revision', async () => {
    const { hear, message, edit, kept } = await room();
    await hear(message('one'));
    expect(await hear(edit('one', 'one', 1_000))).toMatchObject({ first: false });
    expect((await kept()).revisions).toEqual([]);
  });

  test('an edit that nobody told us of shows up at the next one, and at the deletion', async () => {
    const { hear, message, edit, deletion, kept } = await room();
    await hear(message('one'));
    await hear(edit('three', 'two', 2_000));
    await hear(deletion('four', 3_000));
    const entry = await kept();
    expect([...entry.revisions.map(({ text }) => text), entry.text]).toEqual(['one', 'two', 'three', 'four']);
  });

  test('a deletion whose message comes after it, and which did not tell the text', async () => {
    const { hear, message, deletion, kept } = await room();
    await hear(deletion(null, 1_000));
    await hear(message('one'));
    expect(await kept()).toMatchObject({ text: 'one', deletedAt: sentAt + 1_000, revisions: [] });
  });

  test('a mark makes a key event as long as anybody marks; the record gets a line when it changes', async () => {
    const { engine, ref, hear, message, mark, kept } = await room();
    await hear(message());
    const lines = async () =>
      (await engine.entries(ref, 'all')).filter((entry) => entry.kind === 'mark').map(({ actor }) => actor);
    expect(await hear(mark('U1', 'pushpin', 'add', 1))).toMatchObject({ first: true, keyEvent: true });
    expect(await hear(mark('U2', 'pushpin', 'add', 2))).toMatchObject({ first: true, keyEvent: true });
    expect(await lines()).toEqual(['U1']);
    expect(await hear(mark('U1', 'pushpin', 'remove', 3))).toMatchObject({ keyEvent: true });
    expect(await kept()).toMatchObject({ keyEvent: true });
    expect(await hear(mark('U2', 'pushpin', 'remove', 4))).toMatchObject({ keyEvent: false });
    expect(await lines()).toEqual(['U1', 'U2']);
    expect(await kept()).toMatchObject({ keyEvent: false });
    expect((await engine.entries(ref, 'key')).map((entry) => entry.kind)).toEqual(['phase']);
  });

  test('marks told twice or in the wrong order end as they were made', async () => {
    const { hear, message, mark, kept } = await room();
    await hear(message());
    await hear(mark('U1', 'pushpin', 'remove', 2));
    await hear(mark('U1', 'pushpin', 'add', 1));
    expect(await kept()).toMatchObject({ keyEvent: false });
    await hear(mark('U1', 'shortcut', 'toggle', 3), 'same');
    expect(await hear(mark('U1', 'shortcut', 'toggle', 3), 'same')).toMatchObject({ first: false, keyEvent: true });
    expect(await hear(mark('U2', 'shortcut', 'toggle', 4))).toMatchObject({ keyEvent: false });
    await hear(mark('U1', 'pin', 'add', 5));
    expect(await hear(mark('U2', 'pin', 'remove', 6))).toMatchObject({ keyEvent: false });
  });

  test('a message that is marked before it is heard is a key event all the same, until it is deleted', async () => {
    const { engine, ref, place, hear, message, mark, deletion } = await room();
    const isKeyEvent = () => engine.isKeyEvent(ref.workspace, place);
    expect(await isKeyEvent()).toBe(false);
    await hear(mark('U2', 'pushpin', 'add'));
    expect(await isKeyEvent()).toBe(true);
    await hear(message('said'));
    expect(await isKeyEvent()).toBe(true);
    await hear(deletion('said', 2_000));
    expect(await isKeyEvent()).toBe(false);
  });

  test('two who mark in the same instant make one line, one who comes too early none is lost', async () => {
    const { engine, ref, hear, message, mark, kept } = await room();
    for (let round = 1; round <= 20; round += 1) {
      const ts = `8.${round}`;
      await Promise.all(['U1', 'U2', 'U3', 'U4'].map((user) => hear({ ...mark(user, 'pushpin', 'add'), ts } as Heard)));
      const lines = (await engine.entries(ref, 'all')).filter((entry) => entry.kind === 'mark');
      expect(lines).toHaveLength(round);
    }
    await hear(mark('U1', 'pushpin', 'add'));
    await hear(message());
    expect(await kept()).toMatchObject({ kind: 'message', keyEvent: true });
  });

  test('every change of a mark is shown on the message, and what comes with a message is queued once', async () => {
    const { engine, ref, channel, place, hear, message, mark } = await room();
    const slack = listening();
    engine.start(slack.deliver);
    await engine.drained();
    slack.told.length = 0;
    await hear(mark('U1', 'pushpin', 'add', 1));
    await hear(mark('U1', 'pushpin', 'add', 1));
    const brief = { kind: 'brief_joiner', user: 'U9', channel } as const;
    const errands = [{ sort: 'say', surface: 'to:U9', task: brief }] as const;
    await engine.hear(ref.workspace, 'a', message(), errands);
    await engine.hear(ref.workspace, 'b', message(), errands);
    await engine.drained();
    expect(slack.told.map(({ errand }) => errand.task)).toEqual([{ kind: 'paint_mark', channel, ts: place.ts }, brief]);
  });

  test('who came and went and what was done to the channel is kept once per event', async () => {
    const { engine, ref, channel, hear } = await room();
    const joined: Heard = { kind: 'membership', channel, user: 'U2', text: 'joined', at: sentAt };
    const renamed: Heard = { kind: 'channel', channel, ts: null, user: 'U2', text: 'renamed', at: sentAt };
    expect(await hear(joined, 'a')).toMatchObject({ first: true });
    expect(await hear(joined, 'a')).toMatchObject({ first: false });
    await hear(renamed, 'b');
    expect((await engine.entries(ref, 'all')).map((entry) => entry.text)).toEqual(['joined', 'renamed', 'declared']);
    expect((await engine.entries(ref, 'key')).map((entry) => entry.text)).toEqual(['renamed', 'declared']);
  });

  test('the record reads by time, then as Slack ordered it, as a list, its end, and a stream', async () => {
    const { engine, ref, channel, hear } = await room();
    const say = (ts: number, ms: number, user = 'U2') =>
      hear({
        kind: 'message',
        channel,
        ts: `9.${ts}`,
        threadTs: null,
        user,
        text: `m${ts}`,
        files: [],
        at: sentAt + ms,
      });
    for (const [ts, ms] of [
      [3, 3],
      // Slack's order within a millisecond, whichever was delivered first.
      [2, 1],
      [1, 1],
      [4, 9],
      [0, 0],
    ] as const)
      await say(ts, ms);
    const texts = (entries: readonly Entry[]) => entries.map(({ text }) => text);
    expect(texts(await engine.entries(ref, 'all'))).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'declared']);
    expect(texts(await engine.entries(ref, 'all', 2))).toEqual(['m4', 'declared']);
    const { streamEntries } = await import('../../src/store/read-entries.ts');
    const streamed: Entry[] = [];
    for await (const entry of streamEntries(at.store.db, ref, 2)) streamed.push(entry);
    expect(streamed).toEqual(await engine.entries(ref, 'all'));
    await say(5, 50, 'U7');
    expect(await engine.participants(ref)).toEqual([
      { user: 'U2', messages: 5, acts: 0, firstAt: sentAt, lastAt: dial().now() },
      { user: 'U7', messages: 1, acts: 0, firstAt: sentAt + 50, lastAt: dial().now() },
      { user: 'U1', messages: 0, acts: 1, firstAt: dial().now(), lastAt: dial().now() },
    ]);
  });

  test('people are remembered as Slack described them last', async () => {
    const engine = loop(at.store, dial());
    const { workspace } = await declared(engine, newWorkspace());
    const ana = { user: 'U1', name: 'Ana', zone: 'Europe/Madrid', kind: 'member' } as const;
    await engine.rememberPerson(workspace, { ...ana, name: 'A.' });
    await engine.rememberPerson(workspace, ana);
    expect(await engine.person(workspace, 'U1')).toEqual(ana);
    expect(await engine.person(workspace, 'U2')).toBeNull();
    expect(await engine.people(workspace, ['U1', 'U2'])).toEqual(new Map([['U1', ana]]));
  });
});
