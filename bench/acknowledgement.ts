// How long Slack, and the person behind it, waits for an answer when a hundred requests come at once.
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Place, startBot } from './bot.ts';
import { met, ms, percentile } from './figures.ts';
import { type Kind, kinds, makeAsking, makeSender, type Room } from './requests.ts';
import { openRooms, quiet } from './rooms.ts';
import { openWorkspace } from './workspace.ts';

const atOnce = 100;
const waves = 10;
const roomCount = 20;

/** Rows of the table: each kind of request alone, and all mixed; over twenty rooms, and all on one. */
export async function benchAcknowledgement(name: string, place: Place, targetMs: number): Promise<string[][]> {
  const sandbox = await openWorkspace(0);
  const bot = await startBot(sandbox, place);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  const sender = makeSender(sandbox, bot.port);
  const rooms: Room[] = [];
  let count = 0;

  /** One wave at a time, the next as soon as the last answer came; the worker goes on in between. */
  async function run(mix: readonly Kind[], among: readonly Room[], times: number): Promise<number[]> {
    const took: number[] = [];
    for (let wave = 0; wave < times; wave += 1) {
      const askings = Array.from({ length: atOnce }, (_, place) => {
        count += 1;
        const kind = mix[place % mix.length] as Kind;
        return makeAsking(sandbox, kind, among[count % among.length] as Room, count);
      });
      const answers = await Promise.all(askings.map((asking) => sender.send(asking)));
      const troubled = askings.find(
        // Two orders are possible at once: that somebody's answer stands already is an answer in earnest too.
        (asking, place) =>
          asking.wasTold(answers[place]?.answer ?? '') && !heard(sandbox, asking.user).includes('Nothing to change'),
      );
      if (troubled !== undefined) throw new Error(`somebody was told of trouble: ${heard(sandbox, troubled.user)}`);
      took.push(...answers.map(({ tookMs }) => tookMs));
    }
    return took;
  }

  async function measure(): Promise<string[][]> {
    const rows: string[][] = [];
    // Once to warm up: everybody is known, connections are open, the code is compiled.
    await run(kinds, rooms, 3);
    for (const [where, among] of [
      [`${roomCount} rooms`, rooms],
      ['one room', rooms.slice(0, 1)],
    ] as const) {
      for (const mix of [...kinds.map((kind) => [kind]), kinds]) {
        const took = await run(mix, among, waves);
        const p99 = percentile(took, 0.99);
        rows.push([
          name,
          where,
          mix.length > 1 ? 'all mixed' : `${mix[0]}s`,
          ...[0.5, 0.95].map((share) => ms(percentile(took, share))),
          ms(p99),
          `< ${targetMs} ms`,
          met(p99 < targetMs),
        ]);
        await quiet(sandbox);
      }
    }
    return rows;
  }

  try {
    rooms.push(...(await openRooms(sandbox, roomCount)));
    return await measure();
  } finally {
    sender.close();
    await bot.stop();
    await sandbox.close();
  }
}

export const acknowledgementHead = ['database', 'spread over', 'requests', 'p50', 'p95', 'p99', 'target p99', ''];
export const acknowledgementNote = `${waves} waves of ${atOnce} requests at once, each sent when the last answer of the one before has come.`;

function heard(sandbox: Sandbox, user: string): string {
  return JSON.stringify(
    sandbox.world.answers
      .get(user)
      ?.slice(-3)
      .map(({ text }) => text) ?? 'nothing',
  );
}
