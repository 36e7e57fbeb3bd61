// A room in which a hundred people press at once must not slow what is written in the others.
import { type Place, startBot } from './bot.ts';
import { backendsCpuMs } from './cpu.ts';
import { met, ms, percentile } from './figures.ts';
import { type Shot, startLoad } from './load.ts';
import { makeMessages } from './recording.ts';
import { makeAsking, type Room } from './requests.ts';
import { openRooms } from './rooms.ts';
import { openWorkspace } from './workspace.ts';

const clicksPerSecond = 100;
const messagesPerSecond = 100;
const seconds = 5;
/** Calm and fire take turns, so that whatever else the machine does meets both. */
const turns = 4;
const mostSlowerMs = 20;

const share = (cpuMs: number): string => `${((cpuMs / (turns * seconds * 1_000)) * 100).toFixed(0)} %`;

/** Rows of the table. */
export async function benchFairness(name: string, place: Place): Promise<string[][]> {
  const sandbox = await openWorkspace(0);
  const bot = await startBot(sandbox, place);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  const load = startLoad();
  const fires = startLoad();
  try {
    const [hot, ...others] = (await openRooms(sandbox, 4)) as [Room, ...Room[]];
    const messages = makeMessages(sandbox, others);
    const target = { port: bot.port, secret: sandbox.signingSecret, connections: 200 };
    let clicks = 0;
    const makeClicks = (): readonly Shot[] => {
      const startAt = Date.now() + 1_000;
      return Array.from({ length: clicksPerSecond * seconds }, (_, index) => {
        clicks += 1;
        const { type, body } = makeAsking(sandbox, 'click', hot, clicks);
        return { type, body, atMs: startAt + (index * 1_000) / clicksPerSecond };
      });
    };
    await load.fire({ ...target, shots: messages.evenly(messagesPerSecond, 2, 1) });
    const calm: number[] = [];
    const cpu = { bot: 0, database: 0 };
    const underFire: number[] = [];
    const pressed: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      calm.push(...(await load.fire({ ...target, shots: messages.evenly(messagesPerSecond, seconds, turn) })).took);
      const before = { bot: bot.cpuMs(), database: await backendsCpuMs(place) };
      const burning = fires.fire({ ...target, shots: makeClicks() });
      const during = await load.fire({ ...target, shots: messages.evenly(messagesPerSecond, seconds, turn) });
      underFire.push(...during.took);
      pressed.push(...(await burning).took);
      cpu.bot += bot.cpuMs() - before.bot;
      cpu.database += (await backendsCpuMs(place)) - before.database;
    }
    const [quiet = 0, loud = 0] = [calm, underFire].map((took) => percentile(took, 0.99));
    return [
      [`${name}: other rooms, ${messagesPerSecond} messages a second, calm: p99`, ms(quiet), '', ''],
      [`${name}: the same beside a room with ${clicksPerSecond} clicks a second: p99`, ms(loud), '', ''],
      [`${name}: slower by, at p99`, ms(loud - quiet), `<= ${mostSlowerMs} ms`, met(loud - quiet <= mostSlowerMs)],
      [`${name}: the clicks themselves: p99`, ms(percentile(pressed, 0.99)), '', ''],
      [`${name}: of a core meanwhile`, `bot ${share(cpu.bot)}, database ${share(cpu.database)}`, '', ''],
    ];
  } finally {
    await Promise.all([load.stop(), fires.stop()]);
    await bot.stop();
    await sandbox.close();
  }
}
