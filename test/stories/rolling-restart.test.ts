import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Muster } from '../../src/muster.ts';
import { at, openRoom } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';
import { type Balancer, openBalancer } from '../torture/balancer.ts';
import { comparePosts } from '../torture/compare-posts.ts';

// Two bots on one PostgreSQL behind a balancer; each in turn is ended by SIGTERM's way while people go on, and started anew.

let stage: Stage;
let other: Muster;
let balancer: Balancer;
let holder: pg.Client;
beforeAll(async () => {
  stage = await openStage();
  other = await stage.another();
  balancer = await openBalancer(() => [stage.muster.port, other.port]);
  stage.sandbox.requestUrl = balancer.url;
  holder = new pg.Client({ connectionString: stage.databaseUrl });
  await holder.connect();
  await openRoom(stage, 'ben', 'cho', 'dan');
}, 60_000);
afterAll(async () => {
  await holder?.end();
  await balancer?.close();
  await stage?.close();
});

/** While it runs nothing can be recorded: everything that comes is under way. Returns how long that was, in ms. */
async function withholding(run: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await holder.query('begin');
  await holder.query('lock table entry in access exclusive mode');
  await run();
  await holder.query('commit');
  return performance.now() - begun;
}

/** Requests that a bot has taken in. */
async function received({ port }: Muster): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counts = [...page.matchAll(/^muster_received_total\{[^}]*\} (\d+)/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test.each(['the first', 'the other'])(
  '%s goes and comes back: nothing is lost, twice or turned away',
  async (which) => {
    const { sandbox } = stage;
    const [ana, ben, cho, dan] = ['ana', 'ben', 'cho', 'dan'].map((name) => stage.person(name)) as [P, P, P, P];
    const before = sandbox.deliveries.length;
    const texts: string[] = [];
    const say = async (person: P, words: string) => {
      texts.push(`${which}: ${words}`);
      return person.say(`${which}: ${words}`, at);
    };
    const waiting: Promise<unknown>[] = [];
    let ending: Promise<unknown> = Promise.resolve();
    const going = which === 'the first' ? stage.muster : other;
    const staying = which === 'the first' ? other : stage.muster;
    const heldMs = await withholding(async () => {
      const start = [await received(going), await received(staying)] as const;
      const first = await say(ben, 'said before it goes');
      for (const n of [1, 2, 3]) await say(cho, `said before it goes, ${n}`);
      await ben.edit(first, `${which}: changed before it goes`);
      texts[0] = `${which}: changed before it goes`;
      waiting.push(
        ana.command(`/incident note ${which}, noted`, at),
        dan.press(which === 'the first' ? 'Take scribe' : 'Take fixer', at).catch(() => {}),
      );
      await until(async () => (await received(going)) + (await received(staying)) === start[0] + start[1] + 7);
      // Both have their share, and neither could write it down yet.
      expect((await received(going)) - start[0]).toBeGreaterThan(1);
      expect((await received(staying)) - start[1]).toBeGreaterThan(1);
      expect(sandbox.deliveries.slice(before).filter(({ status }) => status !== 'waiting')).toEqual([]);
      ending = going.stop();
      for (const n of [1, 2, 3, 4]) await say(cho, `said while it goes, ${n}`);
      waiting.push(ben.command(`/incident action ${which}, to do`, at));
      await until(async () => (await received(staying)) >= start[1] + 8);
    });
    await Promise.all([ending, ...waiting]);
    for (const n of [1, 2]) await say(dan, `said while one is left, ${n}`);
    if (which === 'the first') await stage.restart();
    else other = await stage.another();
    for (const n of [1, 2, 3]) await say(ana, `said when it is back, ${n}`);
    await stage.rest();
    await stage.pass(6 * minute);
    const later = sandbox.deliveries.slice(before);
    // What was under way was answered, by the one that goes too. (The bot gives a statement up after 2.5 s: a machine that
    // stood still so long has seen Slack's next attempt instead.)
    const wasQuick = heldMs < 2_000;
    if (wasQuick)
      expect(later.slice(0, 7).map(({ status, attempt }) => `${status} ${attempt}`)).toEqual(Array(7).fill('200 0'));
    if (wasQuick) expect(later.filter(({ status }) => typeof status === 'number' && status >= 500)).toEqual([]);
    const entries = await stage.muster.engine.entries({ workspace: sandbox.teamId, number: 1 }, 'all');
    const recorded = entries.filter(({ kind, text }) => kind === 'message' && text.startsWith(which));
    expect(recorded.map(({ text }) => text).sort()).toEqual(texts.sort());
    expect(entries.filter(({ text }) => text === `${which}, noted`)).toHaveLength(1);
    const incident = await stage.muster.engine.incident({ workspace: sandbox.teamId, number: 1 });
    if (incident === null) throw new Error('the incident is gone');
    expect(incident.actions.filter(({ text }) => text === `${which}, to do`)).toHaveLength(1);
    expect(comparePosts(sandbox, [{ number: 1, incident }])).toEqual([]);
    expect(incident.roles.map(({ role }) => role)).toContain(which === 'the first' ? 'scribe' : 'fixer');
  },
  60_000,
);

type P = ReturnType<Stage['person']>;
