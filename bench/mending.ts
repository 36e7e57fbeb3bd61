// Messages that were written while the bot was away: how many calls it takes to read them back.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, startBot } from './bot.ts';
import { met } from './figures.ts';
import { openRooms } from './rooms.ts';
import { openWorkspace } from './workspace.ts';

const missed = 10_000;
/** The largest page of `conversations.history`. Source: docs.slack.dev/reference/methods/conversations.history. */
const pageSize = 999;
/** Calls of a method in any minute. Source: tier 3, docs.slack.dev/apis/web-api/rate-limits. */
const mostInAMinute = 50;
const minuteMs = 60_000;
const patienceMs = 120_000;

/** Rows of the table. Slack's limits are on: a call above its rate is turned away. */
export async function benchMending(name: string, place: Place): Promise<string[][]> {
  const sandbox = await openWorkspace(0, true);
  try {
    const before = await startBot(sandbox, place);
    sandbox.requestUrl = `http://127.0.0.1:${before.port}/slack/events`;
    const [room] = await openRooms(sandbox, 1);
    if (room === undefined) throw new Error('no room was opened');
    await before.stop();
    // Nothing listens, and nothing is sent: as when Slack has given up.
    sandbox.faults.deliveries({ lose: 1 });
    const declarer = sandbox.person('p0');
    for (let index = 0; index < missed; index += 1) {
      await declarer.say(`Missed ${index}: the error rate is still climbing in the EU`, { in: room.channel });
    }
    const callsBefore = sandbox.calls.length;
    const startedAt = performance.now();
    const bot = await startBot(sandbox, place);
    while ((await bot.figure('muster_mended_total{what="missing"}')) < missed) {
      if (performance.now() - startedAt > patienceMs) throw new Error('the missed messages were not read back in time');
      await sleep(100);
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const residentMb = bot.residentMb();
    await bot.stop();
    const calls = sandbox.calls.slice(callsBefore);
    const reading = calls.filter(({ method }) => method === 'conversations.history');
    const threads = calls.filter(({ method }) => method === 'conversations.replies');
    const turnedAway = calls.filter(({ response }) => response.error === 'ratelimited');
    const most = Math.max(mostWithinAMinute(reading), mostWithinAMinute(threads));
    const fewest = Math.ceil(missed / pageSize);
    return [
      [
        `${name}: calls of conversations.history for ${missed.toLocaleString('en')} missed messages`,
        String(reading.length),
        `${fewest} (${pageSize} a page)`,
        met(reading.length <= fewest),
      ],
      [
        `${name}: calls of conversations.replies, no threads there`,
        String(threads.length),
        '0',
        met(threads.length === 0),
      ],
      [`${name}: most calls of either in a minute`, String(most), `<= ${mostInAMinute}`, met(most <= mostInAMinute)],
      [`${name}: calls that Slack turned away`, String(turnedAway.length), '0', met(turnedAway.length === 0)],
      [`${name}: from start to all of them recorded`, `${seconds.toFixed(1)} s, ${residentMb.toFixed(0)} MB`, '', ''],
    ];
  } finally {
    await sandbox.close();
  }
}

function mostWithinAMinute(calls: readonly { readonly startedAt: number }[]): number {
  return Math.max(
    0,
    ...calls.map(
      ({ startedAt }) =>
        calls.filter((one) => one.startedAt >= startedAt && one.startedAt < startedAt + minuteMs).length,
    ),
  );
}
