// Running the room, in real time: an unanswered page moves on, and what shows the state does not drift apart.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Place, startBot } from './bot.ts';
import { met, ms, percentile } from './figures.ts';
import { quiet } from './rooms.ts';
import { openWorkspace } from './workspace.ts';

const askedForMs = 3_000;
const asked = Array.from({ length: 10 }, (_, index) => `p${index + 1}`);
const perSecond = 50;
/** How long, and whether Slack keeps its limits: a call of one method a second or so, for the whole workspace. */
const loads = [
  { seconds: 1, limits: true },
  { seconds: 20, limits: false },
  { seconds: 20, limits: true },
] as const;

/** Rows of the table. */
export async function benchRun(name: string, places: () => Promise<Place>): Promise<string[][]> {
  const rows = await benchPages(name, await places());
  for (const load of loads) rows.push(...(await benchSurfaces(name, await places(), load)));
  return rows;
}

export const runNote =
  `A page asks ten people who do not answer, ${askedForMs / 1000} s each; late is from the end of that time to Slack having the next message.\n` +
  `Surfaces: the title is set ${perSecond} times a second, each with a number, Slack taking 100 ms for each call. Every\n` +
  'call that draws briefing, announcement or the lead’s App Home says which number Slack shows from then on. Apart: from the first\n' +
  'surface with a number, or a later one, to the last of them.';

/** How late the next person is asked, when the one before says nothing. */
async function benchPages(name: string, place: Place): Promise<string[][]> {
  const sandbox = await openWorkspace(0);
  const people = asked.map((who) => `  ${who}: { slack: ${sandbox.person(who).profile.id} }`);
  const tree = asked.map((who) => `{ ask: ${who}, for: ${askedForMs / 1000}s }`);
  const config = ['people:', ...people, `teams: { payments: { call_tree: [ ${tree.join(', ')} ] } }`].join('\n');
  const bot = await startBot(sandbox, place, `${config}\nseverities: { sev1: { page: [ payments ] } }\n`);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  try {
    await sandbox.person('p0').command('/incident new sev1 Search is slow');
    await sleep(askedForMs * asked.length + 8_000);
    const times = asked.flatMap((who) => askedAt(sandbox, who) ?? []);
    const late = times.slice(1).map((time, index) => time - (times[index] ?? 0) - askedForMs);
    const worst = late.length === asked.length - 1 ? Math.max(...late) : Number.NaN;
    return [
      [`${name}: an unanswered page moves on, late by (median of ${late.length})`, ms(percentile(late, 0.5)), '', ''],
      [`${name}: the same, worst`, ms(worst), '< 5000 ms', met(worst < 5_000)],
    ];
  } finally {
    await bot.stop();
    await sandbox.close();
  }
}

/** When Slack had the message that asks somebody to come. */
function askedAt(sandbox: Sandbox, who: string): number | undefined {
  const { id } = sandbox.person(who).profile;
  const opened = sandbox.calls.find(({ method, args }) => method === 'conversations.open' && args.users === id);
  const channel = (opened?.response.channel as { id?: string } | undefined)?.id;
  const posted = ({ method, args, response }: Sandbox['calls'][number]) =>
    method === 'chat.postMessage' && response.ok === true && (args.channel === channel || args.channel === id);
  return sandbox.calls.find(posted)?.endedAt;
}

interface Drawn {
  readonly surface: 'briefing' | 'announcement' | 'home';
  readonly number: number;
  readonly at: number;
}

/** How far surfaces of one incident are apart while it changes all the time. */
async function benchSurfaces(
  name: string,
  place: Place,
  { seconds, limits }: (typeof loads)[number],
): Promise<string[][]> {
  const sandbox = await openWorkspace(100, limits);
  const load = `${name}: for ${seconds} s, ${limits ? 'with' : 'without'} Slack’s limits`;
  const bot = await startBot(sandbox, place);
  sandbox.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
  try {
    const lead = sandbox.person('p0');
    await lead.command('/incident new sev1 Change 0');
    await quiet(sandbox);
    const room = sandbox.channelNames.find((one) => one.startsWith('inc-1')) ?? '';
    await lead.home();
    await quiet(sandbox);
    const from = sandbox.calls.length;
    const begunAt = performance.now();
    const total = perSecond * seconds;
    const answers: Promise<unknown>[] = [];
    for (let number = 1; number <= total; number += 1) {
      await sleep(Math.max(0, begunAt + (number * 1_000) / perSecond - performance.now()));
      answers.push(lead.command(`/incident title Change ${number}`, { in: room }));
    }
    await Promise.all(answers);
    const tookMs = performance.now() - begunAt;
    await quiet(sandbox);
    await sleep(5_000);
    const drawn = sandbox.calls.slice(from).flatMap((call) => drawing(sandbox, room, call));
    const apart = gaps(drawn, total);
    const worst = Math.max(...apart);
    const counts = (['briefing', 'announcement', 'home'] as const).map(
      (surface) => `${drawn.filter((one) => one.surface === surface).length} ${surface}`,
    );
    const last = new Set(
      (['briefing', 'announcement', 'home'] as const).map(
        (surface) => drawn.findLast((one) => one.surface === surface)?.number,
      ),
    );
    const taken = (total * 1_000) / tookMs;
    return [
      [`${load}: changes taken a second`, taken.toFixed(0), `${perSecond}`, met(taken > perSecond * 0.9)],
      [
        `${load}: drawn ${counts.join(', ')}; the same in the end`,
        last.size === 1 ? 'yes' : 'no',
        'yes',
        met(last.size === 1),
      ],
      [`${load}: apart, median`, ms(percentile(apart, 0.5)), '', ''],
      [`${load}: apart, worst`, ms(worst), '< 2000 ms', met(worst < 2_000)],
    ];
  } finally {
    await bot.stop();
    await sandbox.close();
  }
}

function drawing(sandbox: Sandbox, room: string, call: Sandbox['calls'][number]): readonly Drawn[] {
  const { method, args, response, endedAt: at } = call;
  const number = Number(/Change (\d+)/.exec(JSON.stringify(args))?.[1] ?? Number.NaN);
  if (response.ok !== true || Number.isNaN(number)) return [];
  if (method === 'views.publish') return [{ surface: 'home', number, at }];
  if (method !== 'chat.update') return [];
  if (args.channel === sandbox.channel('incidents').id) return [{ surface: 'announcement', number, at }];
  const isBriefing = sandbox.channel(room).pins.some((pin) => JSON.stringify(pin).includes(String(args.ts)));
  return isBriefing ? [{ surface: 'briefing', number, at }] : [];
}

/** Milliseconds between the first and the last surface that shows each number, or a later one. */
function gaps(drawn: readonly Drawn[], total: number): readonly number[] {
  const shownAt = (surface: Drawn['surface'], number: number): number =>
    drawn.find((one) => one.surface === surface && one.number >= number)?.at ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: total }, (_, index) => {
    const times = (['briefing', 'announcement', 'home'] as const).map((surface) => shownAt(surface, index + 1));
    return Math.max(...times) - Math.min(...times);
  });
}
