import { afterEach, describe, expect, test } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import type { Engine, Heard } from '../../src/engine/engine.ts';
import type { Reading } from '../../src/engine/history.ts';
import type { MendingNews } from '../../src/engine/mending-waiters.ts';
import type { Entry, Revision } from '../../src/record/entry.ts';
import type { Store } from '../../src/store/open-store.ts';
import { writeCorrections } from '../../src/store/write-corrections.ts';
import { withStore } from '../support/database.ts';
import { dial, listening, loop, newWorkspace, opened, stopLoops } from '../support/loop.ts';
import { toyHistory } from '../support/toy-history.ts';

// The record of a room, compared with what Slack's history still shows.

const start = Date.UTC(2026, 10, 21, 10);
/** The ts of a message so many seconds after ten. */
const ts = (seconds: number): string => `${start / 1000 + seconds}.000100`;
const at = (seconds: number): number => start + seconds * 1000;
const minute = 60_000;

describe.each(['pglite', 'postgres'] as const)('mending on %s', (kind) => {
  const place = withStore(kind);
  afterEach(() => stopLoops(place.store));

  async function room(pageSize?: number) {
    const clock = dial(start);
    const engine = loop(place.store, clock);
    const { ref, channel } = await opened(engine, newWorkspace());
    const history = toyHistory(channel, pageSize);
    engine.start(listening().deliver, history);
    await engine.drained();
    clock.turn(10 * minute);
    // The rhythm has had its first reading: none comes by itself for five minutes.
    await engine.drained();
    history.calls.length = 0;
    const hear = (seconds: number, text: string, more: Partial<Extract<Heard, { kind: 'message' }>> = {}) =>
      engine.hear(ref.workspace, `E${seconds}`, {
        ...{ kind: 'message', channel, ts: ts(seconds), threadTs: null, user: 'U1', text, files: [], at: at(seconds) },
        ...more,
      });
    /** The same message, said and heard. */
    const both = (seconds: number, text: string, threadTs: string | null = null) => {
      history.say(ts(seconds), text, { threadTs });
      return hear(seconds, text, { threadTs });
    };
    const mend = async (by: Engine = engine, everyThread = false): Promise<readonly MendingNews[]> => {
      const news: MendingNews[] = [];
      // What is recorded at the very moment of the reading may not be on its page.
      clock.turn(1);
      await by.mend(ref, { everyThread, tell: async (one) => void news.push(one) });
      await by.drained();
      return news;
    };
    const record = async (): Promise<readonly string[]> =>
      (await engine.entries(ref, 'all')).flatMap((entry) => (entry.kind === 'phase' ? [] : [shortly(entry)]));
    const lines = async (): Promise<readonly string[]> =>
      (await engine.entries(ref, 'all')).map((entry) => entry.text).filter((text) => text.startsWith('checked'));
    return { clock, history, engine, ref, channel, hear, both, mend, record, lines };
  }

  test('what was missed is put in its place, and the record says so', async () => {
    const { history, both, mend, record, lines, clock, engine, ref } = await room(3);
    await both(1, 'one');
    history.say(ts(2), 'two');
    await both(3, 'three');
    for (const second of [4, 5, 6, 7]) history.say(ts(second), `n${second}`);
    const news = await mend();
    expect(await record()).toEqual(['one', 'two mended', 'three', ...[4, 5, 6, 7].map((n) => `n${n} mended`)]);
    expect(history.calls).toEqual(['page', 'page', 'page']);
    expect(await lines()).toEqual(['checked: 5 found later']);
    expect(news.at(-1)).toMatchObject({
      kind: 'ended',
      report: { read: 7, found: { missing: 5, changed: 0, vanished: 0, marks: 0 }, to: clock.now() - 2_000, why: null },
    });
    const found = (await engine.entries(ref, 'all')).find((entry) => entry.text === 'two');
    expect(found).toMatchObject({ at: at(2), recordedAt: clock.now(), actor: 'U1', ts: ts(2) });
    // Nothing more to find, and no more noise.
    await mend();
    expect(await lines()).toHaveLength(1);
  });

  test('a missed edit becomes the text, with the earlier one kept; a missed deletion is marked', async () => {
    const { history, both, mend, engine, ref, clock, lines } = await room();
    await both(1, 'teh');
    await both(2, 'gone');
    await both(3, 'an app changes it');
    history.edit(ts(1), 'the', at(30));
    history.remove(ts(2));
    history.edit(ts(3), 'without a mark', null);
    history.say(ts(0), 'the first');
    await mend();
    const [, edited, gone, changed] = (await engine.entries(ref, 'all')).filter((entry) => entry.kind === 'message');
    expect(edited).toMatchObject({ text: 'the', revisions: [{ text: 'teh', at: at(1) }], found: 'mended' });
    expect(gone).toMatchObject({ text: 'gone', deletedAt: clock.now(), found: 'mended' });
    expect(changed).toMatchObject({ text: 'without a mark', revisions: [{ text: 'an app changes it', at: at(3) }] });
    expect(await lines()).toEqual(['checked: 1 found later, 2 changed, 1 gone']);
    const before = await engine.entries(ref, 'all');
    await mend();
    expect(await engine.entries(ref, 'all')).toEqual(before);
  });

  test('Slack delivers later what was found: one entry; the first text of an edited one becomes a revision', async () => {
    const { history, hear, mend, engine, ref, channel } = await room();
    history.say(ts(1), 'plain');
    history.edit(ts(2), 'second words', at(20));
    history.put(ts(3), { kind: 'tombstone' });
    history.put(ts(4), { kind: 'membership', user: 'U9', text: '<@U9> joined.' });
    history.put(ts(5), { kind: 'channel', user: 'U1', text: 'a topic' });
    await mend();
    await hear(1, 'plain');
    await hear(2, 'first words');
    const joined = { kind: 'membership', channel, user: 'U9', text: '<@U9> joined, asked in by <@U1>.' } as const;
    await engine.hear(ref.workspace, 'Ev9', { ...joined, at: at(4) + 300 });
    await engine.hear(ref.workspace, 'Ev10', {
      ...{ kind: 'channel', channel, ts: ts(5), user: 'U1', text: 'a topic', at: at(5) },
    });
    const kept = (await engine.entries(ref, 'all')).filter((entry) => entry.kind !== 'phase');
    expect(kept.map(shortly)).toEqual([
      'plain mended',
      'second words mended (first words)',
      ' mended deleted',
      '<@U9> joined. mended',
      'a topic mended',
    ]);
    // Who really comes again is written down again.
    await engine.hear(ref.workspace, 'Ev11', { ...joined, at: at(400) });
    expect((await engine.entries(ref, 'all')).filter((entry) => entry.kind === 'membership')).toHaveLength(2);
  });

  test('comings, goings and topics that were heard are found again, by person and time', async () => {
    const { history, mend, engine, ref, channel, record } = await room();
    const came = { kind: 'membership', channel, user: 'U9' } as const;
    await engine.hear(ref.workspace, 'a', { ...came, text: '<@U9> joined, asked in by <@U1>.', at: at(10) + 400 });
    await engine.hear(ref.workspace, 'b', { ...came, text: '<@U9> left.', at: at(20) });
    await engine.hear(ref.workspace, 'c', {
      ...{ kind: 'channel', channel, ts: ts(30), user: 'U1', text: 'topic', at: at(30) },
    });
    history.put(ts(10), { kind: 'membership', user: 'U9', text: '<@U9> joined.' });
    history.put(ts(20), { kind: 'membership', user: 'U9', text: '<@U9> left.' });
    history.put(ts(25), { kind: 'membership', user: 'U9', text: '<@U9> joined.' });
    history.put(ts(30), { kind: 'channel', user: 'U1', text: 'topic' });
    await mend();
    expect(await record()).toEqual([
      '<@U9> joined, asked in by <@U1>.',
      '<@U9> left.',
      '<@U9> joined. mended',
      'topic',
    ]);
  });

  test('threads that changed are read; the others only when every one is asked for', async () => {
    const { history, both, mend, record, engine, clock } = await room();
    await both(1, 'parent');
    await both(2, 'quiet parent');
    await both(3, 'heard reply', ts(1));
    await both(4, 'heard too', ts(2));
    await mend();
    // The record has them as Slack tells of them: nothing to read.
    expect(history.calls).toEqual(['page']);
    history.say(ts(5), 'missed reply', { threadTs: ts(1) });
    history.say(ts(6), 'sent to the channel too', { threadTs: ts(1), broadcast: true });
    await mend();
    expect(history.calls.slice(1)).toEqual(['page', `thread ${ts(1)}`]);
    // An edit changes neither the count nor the last reply: found when every thread is read.
    history.edit(ts(4), 'heard too, and edited');
    await mend();
    expect(await record()).not.toContain('heard too, and edited mended (heard too)');
    await mend(engine, true);
    expect(history.calls.slice(-3)).toEqual(['page', `thread ${ts(2)}`, `thread ${ts(1)}`]);
    expect(await record()).toEqual([
      'parent',
      'quiet parent',
      'heard reply',
      'heard too, and edited mended (heard too)',
      'missed reply mended',
      'sent to the channel too mended',
    ]);
    // A reply too new for one reading is left to the next, which must find the thread changed.
    history.say(ts(7), 'missed too', { threadTs: ts(1) });
    const now = Math.floor((clock.now() - start) / 1000);
    history.say(ts(now), 'just said', { threadTs: ts(1) });
    await mend();
    expect(await record()).not.toContain('just said mended');
    clock.turn(3_000);
    await mend();
    expect((await record()).slice(-2)).toEqual(['missed too mended', 'just said mended']);
    // All replies of a thread gone: its first message tells of no thread any more.
    history.remove(ts(4));
    await mend();
    expect((await record())[3]).toBe('heard too, and edited mended (heard too) deleted');
  });

  test('a thread longer than a page is read to its end', async () => {
    const { history, both, mend, record } = await room(4);
    await both(1, 'parent');
    for (let second = 2; second < 12; second += 1) {
      if (second % 3 === 0) await both(second, `r${second}`, ts(1));
      else history.say(ts(second), `r${second}`, { threadTs: ts(1) });
    }
    history.remove(ts(6));
    await mend();
    expect(await record()).toEqual([
      'parent',
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(
        (n) => `r${n}${n % 3 === 0 && n !== 6 ? '' : ' mended'}${n === 6 ? ' deleted' : ''}`,
      ),
    ]);
  });

  test('a thread that is gone altogether is gone from the record too', async () => {
    const { history, both, mend, record } = await room();
    await both(1, 'stays');
    await both(2, 'parent');
    await both(3, 'reply', ts(2));
    await both(4, 'stays too');
    await mend();
    history.remove(ts(2));
    history.remove(ts(3));
    await mend();
    const texts = (await record()).slice(0, 4);
    expect(texts).toEqual(['stays', 'parent mended deleted', 'reply mended deleted', 'stays too']);
  });

  test('of a thread whose beginning was gone before anybody heard of it, what is told late has author and words', async () => {
    const { history, hear, mend, engine, ref, channel } = await room();
    history.put(ts(1), { kind: 'tombstone' });
    history.put(ts(2), { kind: 'tombstone' });
    await hear(3, 'reply', { threadTs: ts(1) });
    await mend();
    const gone = { channel, threadTs: null, user: 'U2' } as const;
    const deletion = {
      ...gone,
      kind: 'deletion',
      ts: ts(1),
      at: at(1),
      deletedAt: at(4),
      previousText: 'cause',
    } as const;
    await engine.hear(ref.workspace, 'late', deletion);
    const edit = {
      ...gone,
      kind: 'edit',
      ts: ts(2),
      at: at(2),
      files: [],
      editedAt: at(3),
      previousText: 'a',
    } as const;
    await engine.hear(ref.workspace, 'late edit', { ...edit, text: 'b' });
    const known = async (of: string) =>
      (await engine.entries(ref, 'all'))
        .filter((entry) => entry.ts === of)
        .map(({ actor, text, revisions, deletedAt }) => [
          actor,
          ...revisions.map((one) => one.text),
          text,
          deletedAt !== null,
        ]);
    expect(await known(ts(1))).toEqual([['U2', 'cause', true]]);
    expect(await known(ts(2))).toEqual([['U2', 'a', 'b', true]]);
    await hear(1, 'first', { user: 'U2' });
    expect(await known(ts(1))).toEqual([['U2', 'first', 'cause', true]]);
  });

  test('a deletion that was found, and is told late, has its time and the last words of its message', async () => {
    const { history, both, mend, engine, ref, channel } = await room();
    await both(1, 'stays');
    await both(2, 'first words');
    history.remove(ts(2));
    await mend();
    const entry = async () => engine.entryAt(ref.workspace, { channel, ts: ts(2) });
    expect(await entry()).toMatchObject({ text: 'first words', deletedAt: expect.any(Number), found: 'mended' });
    const deletion = {
      ...({ kind: 'deletion', channel, threadTs: null, user: 'U1' } as const),
      ...{ ts: ts(2), at: at(2), deletedAt: at(9), previousText: 'last words' },
    } as const;
    expect(await engine.hear(ref.workspace, 'late', deletion)).toMatchObject({ first: true });
    const told = { text: 'last words', revisions: [{ text: 'first words' }], deletedAt: at(9) };
    expect(await entry()).toMatchObject(told);
    expect(await engine.hear(ref.workspace, 'late again', deletion)).toMatchObject({ first: false });
    expect(await entry()).toMatchObject(told);
  });

  test('a file that was taken off keeps its name on the record, a stub is told of in full', async () => {
    const { history, hear, mend, engine, ref, lines } = await room();
    const file = (name: string, id?: string) => ({
      ...(id === undefined ? {} : { id }),
      ...{ name, type: 'png', size: 5, permalink: `https://x/files/U1/${id ?? `F${name}`}/${name}` },
    });
    const stub = { id: 'FX', name: 'FX', type: '', size: 0, permalink: '' };
    const show = (files: readonly object[]) =>
      history.put(ts(1), { kind: 'message', user: 'U1', text: 'see', files, editedAt: null } as never);
    // As it was recorded before ids were kept.
    await hear(1, 'see', { files: [file('a'), file('b'), stub] });
    const files = async () => (await engine.entries(ref, 'all')).find(({ text }) => text === 'see')?.files;
    show([file('a', 'Fa'), file('b', 'Fb'), stub]);
    await mend();
    expect(await lines()).toEqual([]);
    show([file('a', 'Fa'), file('x', 'FX')]);
    await mend();
    expect(await files()).toEqual([file('a', 'Fa'), { ...file('b'), removed: true }, file('x', 'FX')]);
    show([{ id: 'Fa', name: 'Fa', type: '', size: 0, permalink: '', removed: true }, file('x', 'FX')]);
    await mend();
    expect(await files()).toEqual([
      { ...file('a', 'Fa'), removed: true },
      { ...file('b'), removed: true },
      file('x', 'FX'),
    ]);
    expect(await lines()).toHaveLength(2);
    await mend();
    expect(await lines()).toHaveLength(2);
  });

  test('what changes between comparing and writing is not overwritten', async () => {
    const { ref, channel, both, engine } = await room();
    await both(1, 'the newest words');
    const entry = (await engine.entries(ref, 'all')).find(({ text }) => text === 'the newest words');
    const one = { id: entry?.id ?? 0, text: 'older words', files: [], editedAt: null, revisions: [] };
    const write = (was: string, had: readonly Revision[] = []) =>
      place.store.db
        .transaction()
        .execute((trx) =>
          writeCorrections(
            trx,
            { ...ref, channel },
            { missing: [], reworded: [{ ...one, was, had }], vanished: [] },
            at(600),
          ),
        );
    expect(await write('what it said before')).toMatchObject({ changed: [] });
    // Nor is an earlier text that came to light.
    expect(await write('the newest words', [{ text: 'the first words', at: at(1) }])).toMatchObject({ changed: [] });
    expect(await write('the newest words')).toMatchObject({ changed: [{ ts: expect.any(String) }] });
  });

  test('marks that were missed are set and taken back', async () => {
    const { history, both, mend, engine, ref, channel, lines } = await room();
    await both(1, 'cause');
    await both(2, 'marked in vain');
    await both(3, 'pinned');
    const mark = { kind: 'mark', channel, ts: ts(2), user: 'U2', how: 'pushpin', change: 'add', at: at(4) } as const;
    await engine.hear(ref.workspace, 'm', mark);
    await engine.hear(ref.workspace, 's', { ...mark, how: 'shortcut', change: 'toggle', ts: ts(3) });
    history.change(ts(1), { pushpins: ['U3', 'U4'] });
    history.change(ts(3), { pin: { by: 'U5' } });
    await mend();
    const key = async () =>
      (await engine.entries(ref, 'all')).filter((entry) => entry.keyEvent).map(({ text }) => text);
    expect(await key()).toEqual(['cause', 'pinned']);
    expect(await lines()).toEqual(['checked: 4 marks']);
    // Slack names only some of many who reacted: nobody's mark is taken back for that.
    history.change(ts(1), { pushpins: null });
    await mend();
    expect(await key()).toEqual(['cause', 'pinned']);
  });

  test('what happens during the reading is neither twice nor gone', async () => {
    const { history, both, hear, mend, engine, ref, channel, clock, record } = await room();
    await both(1, 'before');
    await both(2, 'edited meanwhile');
    history.say(ts(3), 'on its way');
    const now = clock.now() / 1000 - start / 1000;
    history.during(async () => {
      // All of it after Slack gave the page out.
      await hear(3, 'on its way');
      await both(now, 'just said');
      await hear(4, 'delivered late, and not on the page');
      await engine.hear(ref.workspace, 'e', {
        ...{ kind: 'edit', channel, ts: ts(2), threadTs: null, user: 'U1', text: 'the newer words', files: [] },
        ...{ previousText: 'edited meanwhile', at: at(2), editedAt: clock.now() - 400 },
      });
    });
    await mend();
    expect(await record()).toEqual([
      'before',
      'the newer words (edited meanwhile)',
      'on its way',
      'delivered late, and not on the page',
      'just said',
    ]);
  });

  test('what Slack has forgotten is not taken for deleted', async () => {
    const { history, both, mend, record } = await room();
    await both(1, 'old');
    await both(2, 'older than the history goes back');
    await both(3, 'new');
    history.remove(ts(1));
    history.remove(ts(2));
    await mend();
    expect(await record()).toEqual(['old', 'older than the history goes back', 'new']);
    history.remove(ts(3));
    await mend();
    expect(await record()).toEqual(['old', 'older than the history goes back', 'new']);
  });

  test('killed in the middle, another process goes on where it stood', async () => {
    const { history, engine, ref, channel, clock, record, mend } = await room(2);
    for (let second = 0; second < 8; second += 1) history.say(ts(second), `n${second}`);
    // The first process takes two pages, and is never heard of again.
    let pages = 0;
    const { promise: never, resolve: answerLate } = Promise.withResolvers<Reading>();
    const dying = {
      ...history,
      page: (ask: Parameters<typeof history.page>[0]) => {
        if (ask.channel === channel) pages += 1;
        return pages > 2 ? never : history.page(ask);
      },
    };
    const first = loop(place.store, clock);
    await engine.stop();
    first.start(listening().deliver, dying);
    await first.mend(ref, { everyThread: false });
    while (pages < 3) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await record()).toEqual(['n4 mended', 'n5 mended', 'n6 mended', 'n7 mended']);
    // Leases run on the database's clock, which no test can turn.
    await place.store.db.updateTable('mending').set({ lease_until: '2026-01-01T00:00:00Z' }).execute();
    const second = loop(place.store, clock);
    second.start(listening().deliver, history);
    await second.drained();
    expect(await record()).toHaveLength(8);
    expect(history.calls).toHaveLength(4);
    await mend(second);
    expect(await record()).toHaveLength(8);
    // The answer that the first one waited for comes at last: the room is not its any more.
    const body = { kind: 'message', user: 'U1', text: 'a ghost', files: [], editedAt: null } as const;
    const ghost = { ts: ts(3.5), at: at(3.5), threadTs: null, body, thread: null, pushpins: [], memo: null, pin: null };
    answerLate({ outcome: 'read', shown: [ghost], more: false });
    await first.stop();
    expect(await record()).toHaveLength(8);
  });

  test('two processes look at once: one has the room, and each page is asked for once', async () => {
    const clock = dial(start);
    const { store, found } = watchingTakes(place.store);
    const [first, second] = [loop(place.store, clock), loop(store, clock)];
    const { ref, channel } = await opened(first, newWorkspace());
    const history = toyHistory(channel, 2);
    for (let one = 0; one < 6; one += 1) history.say(ts(one), `n${one}`);
    clock.turn(10 * minute);
    // The second looks while the first has asked for a page, and has no answer yet.
    const { promise: seen, resolve } = Promise.withResolvers<number>();
    history.during(async () => {
      second.start(listening().deliver, history);
      resolve(await found);
    });
    first.start(listening().deliver, history);
    await first.mend(ref, { everyThread: false });
    expect(await seen).toBe(0);
    await first.drained();
    await second.drained();
    expect(history.calls).toEqual(['page', 'page', 'page']);
    const texts = (await first.entries(ref, 'all')).filter(({ kind }) => kind === 'message').map(({ text }) => text);
    expect(texts).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5']);
  });

  test('out of calls, it waits as long as Slack says, and goes on; a no is said on the record, once', async () => {
    const { history, both, mend, clock, engine, record, lines } = await room(1);
    history.say(ts(1), 'one');
    history.say(ts(2), 'two');
    await both(3, 'three');
    history.next({ outcome: 'later', afterMs: 30_000, why: 'ratelimited' });
    expect((await mend()).map(({ kind }) => kind)).toEqual(['put_off']);
    clock.turn(29_000);
    await engine.drained();
    const calls = history.calls.length;
    clock.turn(1_000);
    await engine.drained();
    expect(history.calls.length).toBeGreaterThan(calls);
    expect(await record()).toEqual(['one mended', 'two mended', 'three']);
    for (const _ of [1, 2]) {
      history.next({ outcome: 'never', why: 'not_in_channel' });
      expect((await mend()).at(-1)).toMatchObject({ kind: 'ended', report: { why: 'not_in_channel' } });
    }
    expect((await lines()).filter((line) => line.includes('not_in_channel'))).toHaveLength(1);
  });

  test('while an incident is open it is compared now and then: one page, whatever its size', async () => {
    const { history, engine, mend, clock, record } = await room(2);
    for (let second = 0; second < 8; second += 1) history.say(ts(second), `n${second}`);
    await mend();
    history.calls.length = 0;
    for (let passed = 0; passed < 10; passed += 1) {
      clock.turn(minute);
      await engine.drained();
    }
    expect(history.calls).toEqual(['page', 'page']);
    history.say(ts(300), 'missed');
    clock.turn(5 * minute);
    await engine.drained();
    expect((await record()).at(-1)).toBe('missed mended');
  });

  test('after events may have been lost, every open incident is compared whole', async () => {
    const { history, engine, ref, clock, record } = await room(1);
    engine.mendAll(ref.workspace);
    await engine.drained();
    history.say(ts(1), 'one');
    history.say(ts(2), 'two');
    clock.turn(2_000);
    await engine.drained();
    expect(await record()).toEqual(['one mended', 'two mended']);
  });

  test('the room of what is over is compared then too: after the open ones, and down to where it was compared', async () => {
    const { history, engine, ref, clock, both, mend, record } = await room(2);
    for (let second = 0; second < 8; second += 1) await both(second, `n${second}`);
    await mend();
    await engine.perform(ref, { type: 'cancel', by: 'U1', reason: 'x' });
    clock.turn(10 * minute);
    await engine.drained();
    const lost = async (pages: readonly string[]) => {
      history.calls.length = 0;
      engine.mendAll(ref.workspace);
      clock.turn(2_250);
      await engine.drained();
      expect(history.calls).toEqual([]);
      clock.turn(3_000);
      await engine.drained();
      expect(history.calls).toEqual(pages);
    };
    await lost(['page']);
    for (const second of [1500, 1501, 1502]) history.say(ts(second), `late ${second}`);
    clock.turn(10 * minute);
    await lost(['page', 'page']);
    expect((await record()).slice(-3)).toEqual(['late 1500 mended', 'late 1501 mended', 'late 1502 mended']);
  });
});

/** The same store; `found`: how many rooms somebody got in it who looked for one that is due, the first time. */
function watchingTakes(store: Store): { readonly store: Store; readonly found: Promise<number> } {
  const { promise: found, resolve } = Promise.withResolvers<number>();
  const takes = new WeakSet<object>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (JSON.stringify(node).includes('update mending m set leased_by')) takes.add(queryId);
      return node;
    },
    async transformResult({ queryId, result }) {
      if (takes.has(queryId)) resolve(result.rows.length);
      return result;
    },
  };
  return { store: { ...store, db: store.db.withPlugin(plugin) }, found };
}

function shortly(entry: Entry): string {
  const found = entry.found === 'mended' ? ' mended' : '';
  const earlier = entry.revisions.length === 0 ? '' : ` (${entry.revisions.map(({ text }) => text).join(', ')})`;
  return `${entry.text}${found}${earlier}${entry.deletedAt === null ? '' : ' deleted'}`;
}
